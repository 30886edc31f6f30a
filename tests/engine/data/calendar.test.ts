import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  advance,
  describeFrequency,
  formatTime,
  stepOf,
  stepOfMonth,
  timeAt,
  type Calendar,
  type FrequencyKind,
} from '../../../engine/data/calendar'
import { civilFromDays, dayMs, daysFromCivil, isoDate, weekdayOf } from '../../../engine/data/civil'
import { EngineError } from '../../../engine/errors'

const at = (iso: string): number =>
  new Date(`${iso}${iso.includes('T') ? '' : 'T00:00'}Z`).getTime()
const calendar = (kind: FrequencyKind, multiple: number, start: string, dayOfMonth?: number) => ({
  frequency: { kind, multiple },
  start: at(start),
  ...(dayOfMonth === undefined ? {} : { dayOfMonth }),
})
const dates = (on: Calendar, count: number): readonly string[] =>
  Array.from({ length: count }, (_, step) => formatTime(timeAt(on, step), on.frequency))

describe('civil dates', () => {
  it('agree with the platform calendar on every day of eight centuries', () => {
    for (let days = daysFromCivil(1600, 1, 1); days < daysFromCivil(2400, 1, 1); days += 1) {
      const date = new Date(days * dayMs)
      const { year, month, day } = civilFromDays(days)
      if (
        year !== date.getUTCFullYear() ||
        month !== date.getUTCMonth() + 1 ||
        day !== date.getUTCDate() ||
        daysFromCivil(year, month, day) !== days ||
        weekdayOf(days) !== (date.getUTCDay() + 6) % 7
      ) {
        throw new Error(`${date.toISOString()} differs`)
      }
    }
    expect(isoDate(at('0099-12-31'))).toBe('0099-12-31')
  })
})

describe('timeAt', () => {
  it('keeps to the end of each month', () => {
    const expected = ['2023-12-31', '2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30']
    expect(dates(calendar('monthly', 1, '2023-12-31'), 5)).toEqual(expected)
    expect(dates(calendar('monthly', 1, '2024-02-29', 31), 3)).toEqual(expected.slice(2))
  })

  it('counts quarters, half years and years', () => {
    expect(dates(calendar('quarterly', 1, '2019-10-01'), 2)).toEqual(['2019-10-01', '2020-01-01'])
    expect(dates(calendar('quarterly', 2, '2019-10-01'), 2)).toEqual(['2019-10-01', '2020-04-01'])
    expect(dates(calendar('yearly', 1, '2020-02-29'), 5)[4]).toBe('2024-02-29')
  })

  it('steps over weekends', () => {
    const expected = ['2024-02-29', '2024-03-01', '2024-03-04', '2024-03-05']
    expect(dates(calendar('business-daily', 1, '2024-02-29'), 4)).toEqual(expected)
  })

  it('counts minutes, hours and weeks', () => {
    expect(dates(calendar('minutely', 10, '2024-02-28T23:50'), 2)[1]).toBe('2024-02-29T00:00')
    expect(dates(calendar('secondly', 30, '2024-02-28T23:59'), 2)[1]).toBe('2024-02-28T23:59:30')
    expect(dates(calendar('hourly', 6, '2024-02-28T18:00'), 2)[1]).toBe('2024-02-29T00:00')
    expect(dates(calendar('weekly', 2, '2024-02-26'), 2)[1]).toBe('2024-03-11')
  })

  it('refuses an irregular calendar', () => {
    expect(() => timeAt(calendar('irregular', 1, '2024-01-01'), 1)).toThrow(EngineError)
  })
})

describe('stepOf', () => {
  it('is the inverse of timeAt on every calendar', () => {
    const kinds = fc.constantFrom<FrequencyKind>(
      'secondly',
      'minutely',
      'hourly',
      'daily',
      'business-daily',
      'weekly',
      'monthly',
      'quarterly',
      'yearly',
    )
    const days = fc.integer({ min: daysFromCivil(1900, 1, 1), max: daysFromCivil(2100, 1, 1) })
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 1, max: 12 }),
        days,
        fc.integer({ min: -100, max: 100 }),
        (...on) => {
          const [kind, multiple, day, step] = on
          fc.pre(kind !== 'business-daily' || weekdayOf(day) < 5)
          const grid: Calendar = { frequency: { kind, multiple }, start: day * dayMs + 3_600_000 }
          expect(stepOf(grid, timeAt(grid, step))).toBe(step)
          const moved = advance(grid, step)
          expect(moved.start).toBe(timeAt(grid, step))
          expect(timeAt(moved, 30)).toBe(timeAt(grid, step + 30))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is null off the grid', () => {
    expect(stepOf(calendar('business-daily', 1, '2024-03-01'), at('2024-03-02'))).toBeNull()
    expect(stepOf(calendar('daily', 1, '2024-03-01'), at('2024-03-02T01:00'))).toBeNull()
    expect(stepOf(calendar('monthly', 1, '2024-03-01'), at('2024-04-02'))).toBeNull()
    expect(stepOfMonth(calendar('monthly', 1, '2024-03-01'), at('2024-04-02'))).toBe(1)
    expect(stepOf(calendar('weekly', 1, '2024-03-01'), at('2024-03-09'))).toBeNull()
  })
})

it('writes an index as its number and describes frequencies', () => {
  expect(formatTime(12, { kind: 'index', multiple: 1 })).toBe('12')
  expect(describeFrequency({ kind: 'minutely', multiple: 10 })).toBe('every 10 minutes')
  expect(describeFrequency({ kind: 'daily', multiple: 1 })).toBe('daily')
})
