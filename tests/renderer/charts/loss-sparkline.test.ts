import { expect, it } from 'vitest'
import { lossSparkline } from '../../../renderer/src/charts/loss-sparkline'

const epoch = (epoch: number, training: number, validation: number | null) => ({
  epoch,
  training,
  validation,
})

it('goes from the first epoch to the last, its validation loss the higher the larger', () => {
  const curve = [epoch(1, 9, 4), epoch(2, 8, 2), epoch(3, 7, 3)]
  expect(lossSparkline(curve, 28, 16)).toBe('M0.0 1.0L14.0 15.0L28.0 8.0')
})

it('draws the training loss without validation, and a level line for one epoch', () => {
  expect(lossSparkline([epoch(1, 9, null), epoch(2, 7, null)], 10, 12)).toBe('M0.0 1.0L10.0 11.0')
  expect(lossSparkline([epoch(1, 9, 4)], 28, 16)).toBe('M0.0 8.0h28')
  expect(lossSparkline([], 28, 16)).toBe('')
})
