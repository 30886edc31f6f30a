import { expect, it } from 'vitest'
import { nothingYet, observeLoss, patienceEnded } from '../../../engine/train/early-stopping'

it('counts epochs since the best; a tie is no improvement', () => {
  const losses = [3, 2, 2, 2.5]
  const best = losses.reduce((state, loss, i) => observeLoss(state, i + 1, loss), nothingYet)
  expect(best).toEqual({ epoch: 2, loss: 2, epochsSince: 2 })
  expect(patienceEnded(best, { patience: 3 })).toBe(false)
  expect(patienceEnded(best, { patience: 2 })).toBe(true)
  expect(patienceEnded(best, null)).toBe(false)
})
