import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import { rowsNeeded } from '../../../engine/prepare/split'
import { validateSpec } from '../../../engine/spec/validate-spec'
import { growingMonths, seriesOf, weatherDays } from '../../helpers/series'

describe('suggested model', () => {
  it('shows two years of months and forecasts one', () => {
    const spec = suggestSpec(seriesOf(growingMonths(144)))
    expect(spec).toMatchObject({ horizon: 12, input: { history: 24 }, seed: 1 })
    expect(spec.layers).toEqual([{ kind: 'gru', units: 32, dropout: 0 }])
  })

  it('shows a month of days and forecasts a week', () => {
    const spec = suggestSpec(seriesOf(weatherDays(1461), 'daily'))
    expect(spec).toMatchObject({ horizon: 7, input: { history: 30 } })
  })

  it('keeps what the user decided', () => {
    const series = seriesOf(growingMonths(144))
    const spec = suggestSpec(series, { horizon: 6, history: 9, cell: 'rnn', seed: 42 })
    expect(spec).toMatchObject({ horizon: 6, input: { history: 9 }, seed: 42 })
    expect(spec.layers[0]).toMatchObject({ kind: 'rnn', activation: 'tanh' })
    expect(suggestSpec(series, { horizon: 100 }).horizon).toBe(100)
  })

  it('is valid and fits the series, whatever its length and frequency', () => {
    const kinds = ['hourly', 'minutely', 'daily', 'weekly', 'monthly', 'yearly', 'index'] as const
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 400 }), fc.constantFrom(...kinds), (rows, kind) => {
        const spec = suggestSpec(seriesOf(growingMonths(rows), kind))
        expect(() => validateSpec(spec)).not.toThrow()
        expect(rowsNeeded(spec.horizon, spec.input.history)).toBeLessThanOrEqual(rows)
      }),
    )
  })
})
