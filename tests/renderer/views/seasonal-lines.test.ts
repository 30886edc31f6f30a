import { expect, it } from 'vitest'
import type { Calendar } from '../../../engine/data/calendar'
import type { Series } from '../../../engine/data/series'
import { timeGridOf } from '../../../renderer/src/charts/time-grid'
import { seasonalLinesOf } from '../../../renderer/src/views/explore/seasonal-lines'

function linesOf(calendar: Calendar, values: Float64Array) {
  const series: Series = { name: 'y', calendar, values, covariates: [] }
  return seasonalLinesOf(series, timeGridOf(series))
}

it('lays the last four years of months over each other, the newest last', () => {
  const calendar: Calendar = {
    frequency: { kind: 'monthly', multiple: 1 },
    start: Date.UTC(2018, 2, 1),
  }
  // March 2018 to February 2023: each value is its year and month.
  const values = Float64Array.from({ length: 60 }, (_, i) => {
    const month = 2 + i
    return (2018 + Math.floor(month / 12)) * 100 + (month % 12) + 1
  })
  values[50] = NaN
  const found = linesOf(calendar, values)
  expect(found?.lines.map(({ name }) => name)).toEqual(['2020', '2021', '2022', '2023'])
  expect([...(found?.lines[0].values ?? [])]).toEqual(
    Array.from({ length: 12 }, (_, month) => 202001 + month),
  )
  expect(found?.lines[2].values[4]).toBeNaN()
  expect([...(found?.lines[3].values.slice(0, 3) ?? [])]).toEqual([202301, 202302, NaN])
  expect(found?.places[4]).toBe('May')
})

it('gives every year the same place for the first of March', () => {
  const calendar: Calendar = {
    frequency: { kind: 'daily', multiple: 1 },
    start: Date.UTC(2019, 0, 1),
  }
  const values = new Float64Array(365 + 366).fill(3)
  const found = linesOf(calendar, values)
  const place = found?.places.indexOf('1 Mar') ?? -1
  expect(place).toBe(59)
  for (const { values: line } of found?.lines ?? []) expect(line[place]).toBe(3)
})

it('takes workdays and weekends apart by the hour', () => {
  // Monday 2 January 2023, two weeks.
  const calendar: Calendar = {
    frequency: { kind: 'hourly', multiple: 1 },
    start: Date.UTC(2023, 0, 2),
  }
  const values = Float64Array.from(
    { length: 14 * 24 },
    (_, i) => (i % 24) + (Math.floor(i / 24) % 7 > 4 ? 100 : 0),
  )
  const [weekend, week] = linesOf(calendar, values)?.lines ?? []
  expect(weekend).toMatchObject({ name: 'Sat–Sun' })
  expect([...weekend.values]).toEqual(Array.from({ length: 24 }, (_, hour) => 100 + hour))
  expect([...week.values]).toEqual(Array.from({ length: 24 }, (_, hour) => hour))
})

it('has nothing to lay over a single year, or over steps without a calendar', () => {
  const yearly: Calendar = { frequency: { kind: 'yearly', multiple: 1 }, start: 0 }
  const index: Calendar = { frequency: { kind: 'index', multiple: 1 }, start: 1 }
  const monthly: Calendar = { frequency: { kind: 'monthly', multiple: 1 }, start: 0 }
  for (const calendar of [yearly, index, monthly]) {
    expect(linesOf(calendar, new Float64Array(12).fill(1))).toBeNull()
  }
})
