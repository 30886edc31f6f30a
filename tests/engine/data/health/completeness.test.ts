import { describe, expect, it } from 'vitest'
import { inferRoles } from '../../../../engine/data/infer-roles'
import { completenessOf } from '../../../../engine/data/health/completeness'
import { readRepaired } from '../../../../engine/jobs/repaired-reading'
import type { RepairList } from '../../../../engine/data/repairs/step-list'
import { importText } from '../../../helpers/text-file'

const day = (i: number): string => new Date(Date.UTC(2012, 0, 1 + i)).toISOString().slice(0, 10)
const mapOf = (lines: readonly string[], repairs: RepairList = [], date = 'day') => {
  const { table } = importText([`${date},sold`, ...lines, ''].join('\n'))
  const { reading } = readRepaired(table, inferRoles(table), null, repairs)
  return completenessOf(reading)
}

describe('the calendar map', () => {
  // Four years of days as in a leap cycle; 22 to 24 Aug 2013 have no row, one row of 2014 stands twice.
  const all = Array.from({ length: 1461 }, (_, i) => `${day(i)},${i % 13}`)
  const lines = all.filter((line) => !/^2013-08-2[234]/.test(line))
  const twice = lines.flatMap((line) => (line.startsWith('2014-01-03') ? [line, line] : [line]))

  it('has a row a year and a mark a week of days', () => {
    const map = mapOf(twice)
    expect(map).toMatchObject({ unit: 'week', stretch: null })
    expect(map?.rows.map(({ label }) => label)).toEqual(['2012', '2013', '2014', '2015'])
    // 22 to 24 August are days 233 to 235 of the year, counted from 0: all in week 33.
    const missing = map?.rows[1].marks.map((mark) => mark?.missing ?? 0) ?? []
    expect(missing.flatMap((count, week) => (count > 0 ? [[week, count]] : []))).toEqual([[33, 3]])
    expect(map?.rows[2].marks[0]).toEqual({ steps: 7, missing: 0, filled: 0, duplicates: 1 })
    expect(map?.rows[0].marks[52]?.steps).toBe(2)
    expect(map?.rows[1].marks[52]?.steps).toBe(1)
    const steps = map?.rows.flatMap(({ marks }) => marks.map((mark) => mark?.steps ?? 0)) ?? []
    expect(steps.reduce((sum, count) => sum + count)).toBe(1461)
  })

  it('tells filled steps from missing ones', () => {
    const action = { kind: 'interpolate', most: null } as const
    const map = mapOf(lines, [
      { id: 'r', column: 'sold', series: null, at: 'all', enabled: true, action },
    ])
    expect(map?.rows[1].marks[33]).toEqual({ steps: 7, missing: 0, filled: 3, duplicates: 0 })
  })

  it.each([
    [
      'months',
      30,
      (i: number) => `${2000 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
      'month',
      3,
    ],
    ['years', 25, (i: number) => String(1990 + i), 'year', 3],
    ['counted steps', 120, (i: number) => String(i + 1), 'stretch', 1],
  ])('%s', (_, count, text, unit, rows) => {
    const map = mapOf(
      Array.from({ length: count }, (_row, i) => `${text(i)},${i % 7}.5`),
      [],
      't',
    )
    expect(map?.unit).toBe(unit)
    expect(map?.rows).toHaveLength(rows)
  })

  it('takes days for hours, and weeks when those are too many', () => {
    const everyHours = (hours: number, count: number): readonly string[] =>
      Array.from({ length: count }, (_row, i) => {
        const time = new Date(Date.UTC(2020, 0, 1, i * hours)).toISOString()
        return `${time.slice(0, 10)} ${time.slice(11, 16)},${i % 24}`
      })
    const days = mapOf(everyHours(1, 24 * 60))
    expect(days).toMatchObject({ unit: 'day', rows: [{ label: '2020-01' }, {}] })
    expect(mapOf(everyHours(6, 4 * 365 * 4))).toMatchObject({ unit: 'week' })
  })
})
