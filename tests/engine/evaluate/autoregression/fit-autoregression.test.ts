import { describe, expect, it } from 'vitest'
import {
  fitAutoregression,
  forecastAutoregression,
} from '../../../../engine/evaluate/autoregression/fit-autoregression'
import { lagSets, weekBeyond } from '../../../../engine/evaluate/autoregression/lag-sets'
import { autoregressionForecaster } from '../../../../engine/evaluate/baselines/autoregression'
import { createRandom } from '../../../../engine/random'
import { monthly } from '../../../helpers/panel'
import { seriesOf } from '../../../helpers/series'

describe('lagSets', () => {
  it('has the steps around a season, and all over two of them', () => {
    expect(lagSets(4, null, 100)).toEqual([
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    ])
  })

  it('has the hours a week ago beside those of a day', () => {
    const [short, long] = lagSets(24, weekBeyond(24, { kind: 'hourly', multiple: 1 }), 5000)
    expect(short).toEqual([1, 2, 23, 24, 25, 167, 168, 169])
    expect(long.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    expect(long.slice(50)).toEqual([166, 167, 168, 169, 170])
  })

  it('leaves out what lies between two long seasons', () => {
    const [, long] = lagSets(52, null, 300)
    expect(long.slice(49)).toEqual([50, 51, 52, 53, 54, 102, 103, 104, 105, 106])
  })

  it('has more lags, and no short set, where rows are many', () => {
    const [longer, long] = lagSets(1, null, 1000)
    expect(longer).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(long).toHaveLength(12)
    expect(lagSets(1, null, 5000)[0]).toHaveLength(160)
  })

  it('sees no week where the season is one, or where it is no whole number of steps', () => {
    expect(weekBeyond(7, { kind: 'daily', multiple: 1 })).toBeNull()
    expect(weekBeyond(1, { kind: 'hourly', multiple: 5 })).toBeNull()
  })
})

describe('fitAutoregression', () => {
  it('finds the weights that a series was made with', () => {
    const random = createRandom(3).split('shocks')
    const values = new Float64Array(4000).fill(10)
    for (let t = 2; t < values.length; t++) {
      values[t] = 5 + 1.2 * values[t - 1] - 0.7 * values[t - 2] + 2 * random.normal()
    }
    const fit = fitAutoregression(values, [1, 2], 1)
    // The standard error of each weight is √((1 − 0.7²) ⁄ 4000) = 0.011.
    expect(fit?.weights[0]).toBeCloseTo(1.2, 1)
    expect(fit?.weights[1]).toBeCloseTo(-0.7, 1)
    expect(fit?.sigma).toBeCloseTo(2, 0)
  })

  it('is null for too few rows and for a constant', () => {
    expect(fitAutoregression(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), [1, 2], 1)).toBeNull()
    expect(fitAutoregression(new Float64Array(40).fill(5), [1, 2], 1)).toBeNull()
  })
})

describe('forecastAutoregression', () => {
  it('runs on from the last values, with errors that add up', () => {
    const model = { lags: [1], weights: Float64Array.of(0.5), constant: 3, sigma: 2 }
    const { mean, deviation } = forecastAutoregression(model, Float64Array.of(1, 10), 3)
    expect(Array.from(mean)).toEqual([8, 7, 6.5])
    // σ √(1 + 0.5² + 0.25²)
    const expected = [2, 2 * Math.sqrt(1.25), 2 * Math.sqrt(1.3125)]
    expected.forEach((value, h) => expect(deviation[h]).toBeCloseTo(value, 12))
  })
})

describe('autoregressionForecaster', () => {
  it('continues a wave', async () => {
    const wave = (t: number): number => 50 + 10 * Math.sin((2 * Math.PI * t) / 12)
    const series = [seriesOf(Float64Array.from({ length: 120 }, (_, t) => wave(t)))]
    const [{ mean }] = await (await autoregressionForecaster().fit(series, monthly)).predict(series)
    mean.forEach((value, h) => expect(value).toBeCloseTo(wave(120 + h), 2))
  })

  it('repeats the last season of a history that is too short', async () => {
    const values = Float64Array.from({ length: 14 }, (_, t) => t % 12)
    const series = [seriesOf(values)]
    const [{ mean }] = await (await autoregressionForecaster().fit(series, monthly)).predict(series)
    expect(Array.from(mean)).toEqual(Array.from(values.slice(2)))
  })
})
