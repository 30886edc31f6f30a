import { describe, expect, it } from 'vitest'
import { applyPreparation, fitPreparation } from '../../../engine/prepare/preparation'
import type { PreparationForm, PreparedSeries } from '../../../engine/prepare/preparation'
import { createWindows, windowAt } from '../../../engine/prepare/windows'
import { seriesOf } from '../../helpers/series'

const nan = Number.NaN
const plain: PreparationForm = {
  season: 1,
  log: false,
  seasonalDifference: false,
  cycle: null,
  fromLastValue: false,
  robust: false,
  calendar: [],
}

/** Prepared as it is: a fit part of −1 and 1 has mean 0 and deviation 1. */
function prepared(values: readonly number[], form: Partial<PreparationForm> = {}): PreparedSeries {
  const series = seriesOf(Float64Array.from(values))
  const scale = { mean: 0, deviation: 1 }
  const choice = { ...plain, ...form }
  const masked = [values.some(Number.isNaN)]
  return applyPreparation(series, { choice, curve: null, scale, covariateScales: [], masked })
}

function read(
  source: ReturnType<typeof createWindows>,
  indices: readonly number[],
  range: { history: number; horizon: number },
) {
  const inputs = new Float32Array(indices.length * range.history * source.features)
  const targets = new Float32Array(indices.length * range.horizon)
  source.fill(Uint32Array.from(indices), { inputs, targets })
  return { inputs: [...inputs], targets: [...targets] }
}

describe('windows', () => {
  it('show the past up to an origin and the steps after it, in any order asked for', () => {
    const range = { history: 2, horizon: 2, targetsFrom: 0, targetsEnd: 5 }
    const source = createWindows(prepared([0, 1, 2, 3, 4]), range)
    expect([...source.origins]).toEqual([1, 2, 3])
    expect(read(source, [1, 0], range)).toEqual({ inputs: [1, 2, 0, 1], targets: [3, 4, 2, 3] })
    expect(read(source, [2], range).targets).toEqual([4, nan])
  })

  it('mask targets outside of their range', () => {
    const range = { history: 1, horizon: 3, targetsFrom: 3, targetsEnd: 5 }
    const source = createWindows(prepared([0, 1, 2, 3, 4, 5]), range)
    expect([...source.origins]).toEqual([0, 1, 2, 3])
    expect(read(source, [0, 1, 3], range).targets).toEqual([nan, nan, 3, nan, 3, 4, 4, nan, nan])
  })

  it('mask missing targets, fill missing inputs and flag them', () => {
    const range = { history: 3, horizon: 1, targetsFrom: 0, targetsEnd: 6 }
    const source = createWindows(prepared([1, nan, 3, nan, 5, 6]), range)
    expect(source.features).toBe(2)
    expect([...source.origins]).toEqual([3, 4])
    expect(read(source, [0], range)).toEqual({ inputs: [1, 1, 3, 0, 3, 1], targets: [5] })
  })

  it('have no mask when nothing is missing', () => {
    expect(prepared([1, 2, 3]).inputs).toHaveLength(1)
  })

  it('have the features of their fit, whatever is missing later', () => {
    const fitted = fitPreparation(seriesOf(Float64Array.of(1, 2, 1, 2)), plain, 4, 1)
    const grown = applyPreparation(seriesOf(Float64Array.of(1, 2, 1, 2, nan, 1)), fitted)
    expect(grown.inputs).toHaveLength(1)
    expect(grown.inputs[0][4]).toBe(grown.inputs[0][3])
  })

  it('measure from their own last value when asked to', () => {
    const range = { history: 2, horizon: 2, targetsFrom: 0, targetsEnd: 6 }
    const series = prepared([10, 13, 17, 22, 28, 35], { fromLastValue: true })
    const source = createWindows(series, range)
    expect(read(source, [0], range)).toEqual({ inputs: [-3, 0], targets: [4, 9] })
    expect([...windowAt(series, 5, { history: 2 })]).toEqual([-7, 0])
  })

  it('add covariates, standardised on the fit part, and the calendar as sine and cosine', () => {
    const covariate = { name: 'rain', values: Float64Array.of(1, 3, 5, nan, 1) }
    const series = seriesOf(Float64Array.of(-1, 1, -1, 1, 0), 'monthly', [covariate])
    const choice = { ...plain, calendar: [{ name: 'annual', period: 4 } as const] }
    const fitted = fitPreparation(series, choice, 4, 1)
    // Mean 3 and population deviation √(8 / 3) of 1, 3, 5.
    const deviation = Math.sqrt(8 / 3)
    const { inputs } = applyPreparation(series, fitted)
    expect(inputs).toHaveLength(5)
    const [target, rain, rainMissing, sine, cosine] = inputs
    expect([...target]).toEqual([-1, 1, -1, 1, 0])
    expect(rain[2]).toBeCloseTo(2 / deviation, 12)
    expect(rain[3]).toBe(rain[2])
    expect([...rainMissing]).toEqual([0, 0, 0, 1, 0])
    expect(sine[1]).toBeCloseTo(1, 12)
    expect(cosine[2]).toBeCloseTo(-1, 12)
  })

  it('go on past their origin with what is known there, and the rest marked as missing', () => {
    const rain = { name: 'rain', values: Float64Array.of(1, -1, 1, -1) }
    const offer = {
      name: 'offer',
      values: Float64Array.of(-1, 1, -1, 1),
      future: Float64Array.of(5, 7),
    }
    const series = seriesOf(Float64Array.of(1, -1, 1, -1), 'monthly', [rain, offer])
    const seen = applyPreparation(series, fitPreparation(series, plain, 4, 1, true))
    // Of each step: the target, whether it is missing, rain, offer.
    expect([...windowAt(seen, 3, { history: 2, ahead: 2 })]).toEqual(
      [
        [1, 0, 1, -1],
        [-1, 0, -1, 1],
        [0, 1, 0, 5],
        [0, 1, 0, 7],
      ].flat(),
    )
    expect([...windowAt(seen, 1, { history: 1, ahead: 2 })]).toEqual(
      [
        [-1, 0, -1, 1],
        [0, 1, 0, -1],
        [0, 1, 0, 1],
      ].flat(),
    )
  })

  it('show beside a seasonal difference what was known a season before', () => {
    const offer = {
      name: 'offer',
      values: Float64Array.of(-1, 1, -1, 1),
      future: Float64Array.of(5),
    }
    const series = seriesOf(Float64Array.of(1, -1, 3, 4), 'monthly', [offer])
    const form = { ...plain, season: 2, seasonalDifference: true }
    const seen = applyPreparation(series, fitPreparation(series, form, 4, 1, true))
    expect([...windowAt(seen, 3, { history: 1, ahead: 1 })].slice(4)).toEqual([0, 1, 5, -1])
  })
})
