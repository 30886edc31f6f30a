import { expect, it } from 'vitest'
import { autocorrelation, correlogramOf } from '../../../engine/prepare/correlogram'

/** Series F of Box & Jenkins (1976): 70 yields of a chemical process. */
const yields = Float64Array.of(
  47,
  64,
  23,
  71,
  38,
  64,
  55,
  41,
  59,
  48,
  71,
  35,
  57,
  40,
  58,
  44,
  80,
  55,
  37,
  74,
  51,
  57,
  50,
  60,
  45,
  57,
  50,
  45,
  25,
  59,
  50,
  71,
  56,
  74,
  50,
  58,
  45,
  54,
  36,
  54,
  48,
  55,
  45,
  57,
  50,
  62,
  44,
  64,
  43,
  52,
  38,
  59,
  55,
  41,
  53,
  49,
  34,
  35,
  54,
  45,
  68,
  38,
  50,
  60,
  39,
  59,
  40,
  57,
  54,
  23,
)
/** `lh` of R: luteinizing hormone in blood every ten minutes (Diggle 1990). */
const hormone = Float64Array.of(
  2.4,
  2.4,
  2.4,
  2.2,
  2.1,
  1.5,
  2.3,
  2.3,
  2.5,
  2.0,
  1.9,
  1.7,
  2.2,
  1.8,
  3.2,
  3.2,
  2.7,
  2.2,
  2.2,
  1.9,
  1.9,
  1.8,
  2.7,
  3.0,
  2.3,
  2.0,
  2.0,
  2.9,
  2.9,
  2.7,
  2.7,
  2.3,
  2.6,
  2.4,
  1.8,
  1.7,
  1.5,
  1.4,
  2.1,
  3.3,
  3.5,
  3.5,
  3.1,
  2.6,
  2.1,
  3.4,
  3.0,
  2.9,
)

const rounded = (values: Float64Array | undefined, decimals: number): number[] =>
  Array.from(values ?? [], (value) => Number(value.toFixed(decimals)) + 0)

it('gives the autocorrelations that Box and Jenkins print for their series F', () => {
  const { whole } = correlogramOf(yields, 7) ?? {}
  expect(rounded(whole, 2)).toEqual([1, -0.39, 0.3, -0.17, 0.07, -0.1, -0.05, 0.04])
})

it('gives what R prints for acf(lh) and pacf(lh)', () => {
  const { whole, partial, limit } = correlogramOf(hormone, 5) ?? {}
  expect(rounded(whole, 3)).toEqual([1, 0.576, 0.182, -0.145, -0.175, -0.15])
  expect(rounded(partial, 3)).toEqual([1, 0.576, -0.223, -0.227, 0.103, -0.076])
  expect(limit).toBeCloseTo(1.96 / Math.sqrt(48), 12)
})

it('knows what comes later of values that alternate', () => {
  const alternating = Float64Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : -1))
  // 399 and 398 of the 400 have such a neighbour.
  expect(autocorrelation(alternating, 1)).toBeCloseTo(-399 / 400, 12)
  expect(autocorrelation(alternating, 2)).toBeCloseTo(398 / 400, 12)
})

it('leaves pairs with a missing value out', () => {
  const values = Float64Array.of(1, 2, NaN, 4, 7)
  // Mean 3.5; one lag apart are (1, 2) and (4, 7).
  const variance = (2.5 ** 2 + 1.5 ** 2 + 0.5 ** 2 + 3.5 ** 2) / 4
  const expected = (2.5 * 1.5 + 0.5 * 3.5) / 3 / variance
  expect(autocorrelation(values, 1)).toBeCloseTo(expected, 12)
  expect(correlogramOf(values, 1)?.whole[1]).toBeCloseTo(expected, 12)
})

it('has nothing to say of values that do not vary or have no neighbour', () => {
  expect(correlogramOf(new Float64Array(9).fill(0.1), 3)).toBeNull()
  expect(correlogramOf(Float64Array.of(1, NaN, 2, NaN, 4), 3)).toBeNull()
  expect(autocorrelation(Float64Array.of(3, 3, 3), 1)).toBeNaN()
})
