import { describe, expect, it } from 'vitest'
import { checkFuture } from '../../../engine/prepare/check-future'
import { eventDays } from '../../../engine/prepare/holidays'
import { fitKnownEffects } from '../../../engine/prepare/known-effects'
import { withHolidays, withMarkedDays } from '../../../engine/prepare/marked-days'
import { noise } from '../../helpers/panel'
import { growingMonths, seriesOf, weatherDays } from '../../helpers/series'

/** 1 in about one step of six, at random, and what is planned next. */
const offers = noise(120, 0, 103).map((value) => (value > 1 ? 1 : 0))
const offer = { name: 'offer', values: offers, future: Float64Array.of(0, 1) }

describe('known effects', () => {
  it('are factors where the spread grows with the level, and are taken off and put back', () => {
    const plain = growingMonths(120)
    const series = seriesOf(
      plain.map((value, step) => value * (1 + 0.25 * offers[step])),
      'monthly',
      [offer],
    )
    const effects = fitKnownEffects(series, 120, 12)
    const [factor] = /\+(\d+(\.\d)?) %/.exec(effects.reasons[0])?.slice(1) ?? []
    expect(Number(factor)).toBeGreaterThan(22)
    expect(Number(factor)).toBeLessThan(28)
    const without = effects.apply(series)
    expect(without.covariates).toEqual([offer])
    const far = without.values.map((value, step) => Math.abs(value / plain[step] - 1))
    expect(Math.max(...far)).toBeLessThan(0.03)
    expect(effects.restore(100, series, 0)).toBe(100)
    expect(effects.restore(100, series, 1)).toBeCloseTo(100 * (1 + Number(factor) / 100), 0)
  })

  it('add where the spread is even, each beside the others', () => {
    const warm = { name: 'warm', values: noise(120, 0, 8), future: Float64Array.of(1, 1) }
    const base = noise(120, 50, 2)
    const values = base.map((value, step) => value - 7 * offers[step] + 3 * warm.values[step])
    const effects = fitKnownEffects(seriesOf(values, 'daily', [offer, warm]), 120, 1)
    expect(effects.restore(0, seriesOf(values, 'daily', [offer, warm]), 1)).toBeCloseTo(-4, 0)
  })

  it('leave out what cannot be told from noise, and what never changed', () => {
    const still = {
      name: 'still',
      values: new Float64Array(120).fill(2),
      future: Float64Array.of(2),
    }
    const idle = { name: 'idle', values: noise(120, 0, 21), future: Float64Array.of(5, 5) }
    const series = seriesOf(noise(120, 50, 4), 'daily', [still, idle])
    const effects = fitKnownEffects(series, 120, 1)
    expect(effects.reasons[0]).toContain('too little of it changes')
    expect(effects.reasons[1]).toContain('shows no effect')
    expect(effects.restore(10, series, 0)).toBe(10)
  })

  it('read no row after the part that is learned from', () => {
    const values = weatherDays(120)
    const honest = fitKnownEffects(seriesOf(values, 'daily', [offer]), 90, 1)
    const noisy = values.slice().fill(1e6, 90)
    const later = { ...offer, values: offers.slice().fill(9, 90) }
    expect(fitKnownEffects(seriesOf(noisy, 'daily', [later]), 90, 1).reasons).toEqual(
      honest.reasons,
    )
  })

  it('take public holidays and own days, marked beyond the end', async () => {
    // The 359th day of 2000 is December 24.
    const days = seriesOf(weatherDays(359), 'daily')
    const marked = await withHolidays(days, 'DE', 7)
    const [{ values, future }] = marked.covariates
    expect(values[0]).toBe(1)
    expect([...(future ?? [])]).toEqual([1, 1, 0, 0, 0, 0, 0])
    const own = withMarkedDays(days, 'events', eventDays(['2000-01-03', '2000-12-25']), 2)
    expect(own.covariates[0].values[2]).toBe(1)
    expect([...(own.covariates[0].future ?? [])]).toEqual([1, 0])
  })
})

describe('covariates that end before the horizon', () => {
  const series = (future: Float64Array) =>
    seriesOf(weatherDays(30), 'daily', [{ ...offer, values: new Float64Array(30), future }])

  it.each([
    [
      Float64Array.of(1, 0, 1),
      /Fill in the 2 cells from 2000-02-03 to 2000-02-04, reduce the horizon to 3, or leave offer out\.$/,
    ],
    [
      Float64Array.of(1, NaN, 1, 1, 1),
      /Fill in the cell of 2000-02-01, reduce the horizon to 1, or/,
    ],
    [Float64Array.of(NaN, 1, NaN, 1, 1), /Fill in 2 cells between 2000-01-31 and 2000-02-02, or/],
  ])('name the cells to fill: %j', (future, remedy) => {
    expect(() => checkFuture(series(future), 5)).toThrow(
      'offer is not known for the whole horizon of 5 steps, which ends at 2000-02-04.',
    )
    try {
      checkFuture(series(future), 5)
    } catch (error) {
      expect(error).toMatchObject({
        details: { column: 'offer', remedy: expect.stringMatching(remedy) },
      })
    }
  })

  it('may end with the series, or reach the horizon', () => {
    checkFuture(series(new Float64Array(5)), 5)
    checkFuture(seriesOf(weatherDays(30), 'daily', [{ name: 'rain', values: weatherDays(30) }]), 5)
  })
})
