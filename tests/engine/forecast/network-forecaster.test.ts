import { describe, expect, it } from 'vitest'
import { networkForecaster } from '../../../engine/forecast/network-forecaster'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import { advance } from '../../../engine/data/calendar'
import { firstRows } from '../../../engine/evaluate/validation-origins'
import { createFused } from '../../helpers/networks'
import { monthPanel, monthly } from '../../helpers/panel'
import { seriesOf, weatherDays } from '../../helpers/series'

const options = { ...monthly, horizon: 4 }
const forecaster = networkForecaster(
  (series, { horizon }) => ({ ...suggestSpec(series, { horizon, history: 12 }), epochs: 20 }),
  createFused,
  () => 0,
  { refits: true },
)

describe('networkForecaster', () => {
  it('trains a network for each series and tells how far it is', async () => {
    const told: number[] = []
    const panel = monthPanel(72, 60)
    const progress = (done: number): number => told.push(done)
    const fitted = await forecaster.fit(panel, { ...options, progress })
    const forecasts = await fitted.predict([panel[1], panel[0]])
    fitted.dispose()
    expect(forecasts.map(({ mean }) => mean.length)).toEqual([4, 4])
    for (const { mean, quantiles } of forecasts) {
      const [lo95, lo80, middle, hi80, hi95] = quantiles?.values ?? []
      expect([...middle]).toEqual([...mean])
      mean.forEach((_, step) => {
        const edges = [lo95, lo80, middle, hi80, hi95].map((edge) => edge[step])
        expect(edges).toEqual([...edges].sort((a, b) => a - b))
      })
    }
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBeCloseTo(1, 6)
  })

  it('keeps the phase of a cycle when an updated window begins later', async () => {
    const whole = seriesOf(weatherDays(800), 'daily')
    const daily = { ...options, frequency: whole.calendar.frequency, season: 1 }
    const fitted = await forecaster.fit([firstRows(whole, 700)], daily)
    const slid = {
      ...whole,
      calendar: advance(whole.calendar, 100),
      values: whole.values.slice(100),
    }
    const [fromAll, fromLater] = await fitted.predict([whole, slid])
    fitted.dispose()
    expect([...fromLater.mean]).toEqual([...fromAll.mean])
  })

  it('says how many rows it needs and what to reduce', async () => {
    await expect(forecaster.fit(monthPanel(15), options)).rejects.toThrow(
      'A network with a horizon of 4 and a history of 12 needs at least 18 rows of s0 to learn from; there are 15.',
    )
  })
})
