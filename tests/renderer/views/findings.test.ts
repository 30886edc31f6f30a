import { describe, expect, it } from 'vitest'
import type { Series } from '../../../engine/data/series'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import { timeGridOf } from '../../../renderer/src/charts/time-grid'
import { modelDataOf } from '../../../renderer/src/stores/model-data'
import { findingsOf, type Finding } from '../../../renderer/src/views/explore/findings'
import { describeValues } from '../../../renderer/src/views/explore/value-summary'

/** Four years of days around a yearly cosine with a little noise from a fixed recurrence. */
function yearly(): Series {
  let state = 1
  const values = Float64Array.from({ length: 1461 }, (_, i) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return (
      Math.round(10 * (15 - 10 * Math.cos((2 * Math.PI * i) / 365.2425) + state / 2 ** 30)) / 10
    )
  })
  values.fill(NaN, 600, 603)
  return {
    name: 'temp_max',
    calendar: { frequency: { kind: 'daily', multiple: 1 }, start: Date.UTC(2012, 0, 1) },
    values,
    covariates: [],
  }
}

function findings(series: Series, withDefaults: boolean): readonly Finding[] {
  const spec = suggestSpec(series)
  const { preparation } = modelDataOf(series, {
    horizon: spec.horizon,
    history: spec.input.history,
    ahead: 0,
  })
  const defaults = withDefaults ? { preparation, history: spec.input.history } : null
  return findingsOf(series, timeGridOf(series), defaults)
}

describe('findings', () => {
  const all = findings(yearly(), true)
  const titled = (title: string): Finding | undefined => all.find((each) => each.title === title)

  it('count the series and its gaps', () => {
    expect(titled('Daily, 1,461 days')?.text).toBe('1 Jan 2012 to 31 Dec 2015.')
    expect(titled('3 days missing')).toBeDefined()
  })
  it('see the yearly cycle and the default it sets', () => {
    const cycle = titled('One cycle a year')
    expect(cycle?.text).toMatch(/9\d % of the variance/)
    expect(cycle?.sets).toMatch(/sine and cosine/)
  })
  it('see no weekly season where there is none', () => {
    expect(titled('No season of 7 days')).toBeDefined()
  })
  it('claim no default where no model fits', () => {
    expect(findings(yearly(), false).every((each) => each.sets === null)).toBe(true)
  })
})

it('summarises values without the missing ones', () => {
  expect(describeValues([NaN, 3, 1, 3, 5])).toEqual({
    count: 4,
    low: 1,
    lowAt: 2,
    high: 5,
    highAt: 4,
    mean: 3,
  })
  expect(describeValues([NaN]).count).toBe(0)
})
