import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepOf, timeAt, type Calendar } from '../../../engine/data/calendar'
import { dayMs, isoDate, weekdayOf } from '../../../engine/data/civil'
import { easterDay } from '../../../engine/data/holiday-rules'
import { inferCalendar } from '../../../engine/data/infer-calendar'

/** Days on which the New York Stock Exchange was closed from 2021 to 2024, as it published them. */
const closed = new Set(
  (
    '2021-01-01 2021-01-18 2021-02-15 2021-04-02 2021-05-31 2021-07-05 2021-09-06 2021-11-25 2021-12-24 ' +
    '2022-01-17 2022-02-21 2022-04-15 2022-05-30 2022-06-20 2022-07-04 2022-09-05 2022-11-24 2022-12-26 ' +
    '2023-01-02 2023-01-16 2023-02-20 2023-04-07 2023-05-29 2023-06-19 2023-07-04 2023-09-04 2023-11-23 2023-12-25 ' +
    '2024-01-01 2024-01-15 2024-02-19 2024-03-29 2024-05-27 2024-06-19 2024-07-04 2024-09-02 2024-11-28 2024-12-25'
  ).split(' '),
)

const at = (date: string): number => Date.parse(`${date}T00:00Z`)

function sessions(from: string, to: string): Float64Array {
  const times: number[] = []
  for (let time = at(from); time <= at(to); time += dayMs) {
    if (weekdayOf(time / dayMs) < 5 && !closed.has(isoDate(time))) times.push(time)
  }
  return Float64Array.from(times)
}

const last = (calendar: Calendar, times: Float64Array): number =>
  stepOf(calendar, times[times.length - 1]) ?? Number.NaN

describe('trading sessions', () => {
  it('are learned from three years, so that exchange holidays are no gaps', () => {
    const times = sessions('2021-01-04', '2023-12-29')
    const calendar = inferCalendar(times)
    expect(calendar.frequency).toEqual({ kind: 'trading-daily', multiple: 1 })
    expect(last(calendar, times)).toBe(times.length - 1)
  })

  it('go on over the next year without its holidays', () => {
    const calendar = inferCalendar(sessions('2021-01-04', '2023-12-29'))
    const next = sessions('2023-12-29', '2024-12-31')
    const start = stepOf(calendar, next[0]) ?? 0
    const forecast = Array.from(next, (_, i) => isoDate(timeAt(calendar, start + i)))
    expect(forecast).toEqual(Array.from(next, isoDate))
  })

  it('leave a hole of some days a gap', () => {
    const times = sessions('2021-01-04', '2023-12-29').filter(
      (time) => time < at('2022-08-08') || time > at('2022-08-10'),
    )
    const calendar = inferCalendar(times)
    expect(calendar.frequency.kind).toBe('trading-daily')
    expect(last(calendar, times)).toBe(times.length - 1 + 3)
  })

  it('are no sessions when weekdays go on through holidays, or are missing at random', () => {
    const all = Float64Array.from(
      { length: 500 },
      (_, i) => at('2022-01-03') + (Math.floor(i / 5) * 7 + (i % 5)) * dayMs,
    )
    expect(inferCalendar(all).frequency.kind).toBe('business-daily')
    expect(inferCalendar(all, { prices: true }).frequency.kind).toBe('business-daily')
    const holes = all.filter((_, i) => i % 37 !== 5)
    expect(inferCalendar(holes).frequency.kind).toBe('business-daily')
  })

  it('count steps there and back on any list of closed days', () => {
    const day = fc.integer({ min: 19_000, max: 19_600 })
    fc.assert(
      fc.property(
        fc.uniqueArray(day, { maxLength: 60 }),
        fc.integer({ min: -300, max: 600 }),
        (days, step) => {
          const closedDays = days.filter((each) => weekdayOf(each) < 5).sort((a, b) => a - b)
          const start = 18_999 * dayMs
          const calendar: Calendar = {
            frequency: { kind: 'trading-daily', multiple: 1 },
            start,
            closedDays,
          }
          const time = timeAt(calendar, step)
          expect(stepOf(calendar, time)).toBe(step)
          expect(weekdayOf(time / dayMs)).toBeLessThan(5)
          expect(closedDays).not.toContain(time / dayMs)
        },
      ),
    )
  })

  it('know Easter', () => {
    const known = ['2000-04-23', '2019-04-21', '2024-03-31', '2038-04-25']
    for (const date of known)
      expect(isoDate(easterDay(Number(date.slice(0, 4))) * dayMs)).toBe(date)
  })
})
