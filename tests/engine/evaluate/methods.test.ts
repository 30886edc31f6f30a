import { describe, expect, it } from 'vitest'
import { baselineMethods } from '../../../engine/evaluate/methods'
import { maseScale, mae } from '../../../engine/evaluate/metrics'
import { monthPanel, monthly, noise } from '../../helpers/panel'
import { readAugurs } from '../../helpers/read-augurs'
import { seriesOf } from '../../helpers/series'

const methods = baselineMethods(readAugurs)
const names = Object.keys(methods)
const panel = monthPanel(96, 84)
const known = panel.map((series) => ({ ...series, values: series.values.subarray(0, -12) }))

describe.each(names)('%s', (name) => {
  const forecaster = methods[name]()

  it('forecasts each series of a panel with ordered quantiles', async () => {
    const fitted = await forecaster.fit(known, monthly)
    const forecasts = await fitted.predict(known)
    expect(forecaster.name).toBe(name)
    expect(fitted.reasons.length).toBeGreaterThan(0)
    expect(forecasts).toHaveLength(2)
    for (const { mean, quantiles } of forecasts) {
      expect(mean).toHaveLength(12)
      expect(mean.every(Number.isFinite)).toBe(true)
      expect(quantiles?.probabilities).toEqual([0.025, 0.1, 0.5, 0.9, 0.975])
      const values = quantiles?.values ?? []
      for (let k = 1; k < values.length; k++) {
        values[k].forEach((value, step) =>
          expect(value).toBeGreaterThanOrEqual(values[k - 1][step]),
        )
      }
    }
    fitted.dispose()
  })

  it('is defined for gaps, a constant, and very few values', async () => {
    const gappy = panel[0].values.map((value, i) => (i % 7 === 3 ? Number.NaN : value))
    const cases = [gappy, new Float64Array(30).fill(5), Float64Array.of(3, 4), Float64Array.of(2)]
    for (const values of cases) {
      const series = [seriesOf(values)]
      const fitted = await forecaster.fit(series, monthly)
      const [{ mean }] = await fitted.predict(series)
      expect(mean.every(Number.isFinite)).toBe(true)
    }
  })

  it('gives the same bits again, and stops when told to', async () => {
    const run = async (): Promise<unknown> => (await forecaster.fit(known, monthly)).predict(known)
    expect(await run()).toEqual(await run())
    const stopped = { ...monthly, signal: { aborted: true } }
    await expect(
      forecaster.fit(known, stopped).then((fitted) => fitted.predict(known)),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('methods that know seasons', () => {
  it.each(['theta', 'ets', 'mstlEts', 'arima', 'autoregression', 'linear'])(
    '%s beats last year’s value',
    async (name) => {
      const score = async (method: string): Promise<number> => {
        const forecasts = await (await methods[method]().fit(known, monthly)).predict(known)
        return forecasts.reduce((sum, { mean }, i) => {
          const actual = panel[i].values.slice(-12)
          return sum + mae(actual, mean) / maseScale(known[i].values, 12)
        }, 0)
      }
      expect(await score(name)).toBeLessThan(await score('seasonalNaive'))
    },
  )
})

describe('bands', () => {
  it('of the mean cover independent noise as often as they say', async () => {
    const values = noise(400)
    const fitted = await methods.mean().fit([], { ...monthly, horizon: 200 })
    const [{ quantiles }] = await fitted.predict([seriesOf(values.slice(0, 200))])
    const [, lower, , upper] = quantiles?.values ?? []
    const inside = values.slice(200).filter((v, i) => v >= lower[i] && v <= upper[i]).length
    expect(inside / 200).toBeGreaterThan(0.72)
    expect(inside / 200).toBeLessThan(0.88)
  })
})
