import fc from 'fast-check'
import { expect, it } from 'vitest'
import { logTicks, valueRange } from '../../../renderer/src/charts/value-range'

it('contains every finite value and only ticks within', () => {
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
      const range = valueRange([values, [NaN]])
      expect(Math.min(...values)).toBeGreaterThanOrEqual(range.min)
      expect(Math.max(...values)).toBeLessThanOrEqual(range.max)
      for (const tick of range.ticks) {
        expect(tick).toBeGreaterThanOrEqual(range.min)
        expect(tick).toBeLessThanOrEqual(range.max)
      }
    }),
    { numRuns: 1000 },
  )
})

it('takes a spread of rounding for a constant', () => {
  for (const values of [
    [-999999999.9821137, -999999999.9843864],
    [1e9, 1e9 + 2e-7],
    [-5e-324, 5e-324],
  ]) {
    const range = valueRange([values])
    expect(range.ticks.length).toBeGreaterThan(1)
    expect(range.decimals).toBeLessThanOrEqual(100)
    for (const tick of range.ticks) {
      expect(tick).toBeGreaterThanOrEqual(range.min)
      expect(tick).toBeLessThanOrEqual(range.max)
    }
  }
})

it('puts ticks on round values with the decimals that tell them apart', () => {
  expect(valueRange([[-0.6, 16]], 4).ticks).toEqual([0, 5, 10, 15])
  expect(valueRange([[316.1, 317.9]], 4)).toMatchObject({ decimals: 1 })
})

it('gives a constant series room', () => {
  const range = valueRange([[7, 7]])
  expect(range.min).toBeLessThan(7)
  expect(range.max).toBeGreaterThan(7)
})

it('halves on a short logarithmic axis and goes by powers on a long one', () => {
  expect(logTicks(0.24, 1.1)).toEqual([0.25, 0.5, 1])
  expect(logTicks(1e-5, 2)).toHaveLength(6)
})
