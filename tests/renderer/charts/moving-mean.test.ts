import { expect, it } from 'vitest'
import { movingMean } from '../../../renderer/src/charts/moving-mean'

it('is the mean of the window, missing values left out', () => {
  const means = movingMean([1, 2, 3, NaN, 5, 6], 3)
  expect([...means]).toEqual([NaN, 2, 2.5, 4, 5.5, NaN])
})

it('is missing where most of the window is', () => {
  expect([...movingMean([1, NaN, NaN, NaN, 1], 3)][2]).toBeNaN()
})

it('agrees with a direct mean far into a long series', () => {
  const values = Float64Array.from({ length: 9000 }, (_, i) => Math.sin(i) * 1e6)
  const window = values.subarray(8000 - 13, 8000 + 15)
  const direct = window.reduce((sum, value) => sum + value, 0) / 28
  expect(movingMean(values, 28)[8000]).toBeCloseTo(direct, 6)
})
