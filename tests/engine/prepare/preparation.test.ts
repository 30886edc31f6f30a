import { describe, expect, it } from 'vitest'
import {
  applyPreparation,
  fitPreparation,
  restoreStabilised,
  toValues,
} from '../../../engine/prepare/preparation'
import type { PreparationForm } from '../../../engine/prepare/preparation'
import { growingMonths, seriesOf } from '../../helpers/series'

const annual = { name: 'annual', period: 12 } as const
const forms: Readonly<Record<string, PreparationForm>> = Object.fromEntries(
  [true, false].flatMap((log) =>
    [true, false].flatMap((fromLastValue) =>
      [true, false].map((seasonalDifference) => {
        const cycle = seasonalDifference ? null : annual
        const calendar = cycle === null ? [] : [annual]
        const robust = fromLastValue
        const form = { season: 12, log, seasonalDifference, cycle, fromLastValue, calendar, robust }
        return [`${log}/${fromLastValue}/${seasonalDifference}`, form]
      }),
    ),
  ),
)
const values = growingMonths(96)
const fitEnd = 60

describe.each(Object.entries(forms))('preparation log/last/difference %s', (_, form) => {
  it('is undone exactly: what the network should say gives the values back', () => {
    const series = seriesOf(values)
    const fitted = fitPreparation(series, form, fitEnd, 18)
    const prepared = applyPreparation(series, fitted)
    const origin = 70
    const anchor = form.fromLastValue ? prepared.target[origin] : 0
    const perfect = prepared.target.slice(origin + 1, origin + 19).map((value) => value - anchor)
    const restored = toValues(restoreStabilised(perfect, origin, prepared, fitted), form)
    restored.forEach((value, ahead) => expect(value).toBeCloseTo(values[origin + 1 + ahead], 9))
  })

  it('learns nothing from rows after the fit part', () => {
    const noisy = values.slice()
    noisy.fill(7777, fitEnd)
    const honest = fitPreparation(seriesOf(values), form, fitEnd, 6)
    expect(fitPreparation(seriesOf(noisy), form, fitEnd, 6)).toEqual(honest)
  })

  it('gives each step from itself and its past alone', () => {
    const fitted = fitPreparation(seriesOf(values), form, fitEnd, 6)
    const noisy = values.slice()
    noisy.fill(7777, 80)
    const before = applyPreparation(seriesOf(values), fitted)
    const after = applyPreparation(seriesOf(noisy), fitted)
    expect(after.target.slice(0, 80)).toEqual(before.target.slice(0, 80))
    after.inputs.forEach((column, i) =>
      expect(column.slice(0, 80)).toEqual(before.inputs[i].slice(0, 80)),
    )
  })
})
