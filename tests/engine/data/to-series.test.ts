import { afterEach, describe, expect, it } from 'vitest'
import { formatTime, timeAt } from '../../../engine/data/calendar'
import type { Roles } from '../../../engine/data/roles'
import { readSeries, toSeries, type SeriesReading } from '../../../engine/data/to-series'
import { importText } from '../../helpers/text-file'

const read = (lines: readonly string[], roles: Roles, id: string | null = null): SeriesReading =>
  readSeries(importText(lines.join('\n')).table, roles, id)
const dateAndY: Roles = { date: 'date', y: 'target' }
const found = ({ issues }: SeriesReading) =>
  issues.issues.map(({ code, row, severity }) => [code, row, severity])

describe('a series from a table', () => {
  it('puts missing steps and cells as NaN on the grid and tells where they were', () => {
    const reading = read(
      ['date,y', '2024-01-01,1', '2024-01-02,', '2024-01-05,5', '2024-01-06,6'],
      dateAndY,
    )
    expect(Array.from(reading.series?.values ?? [])).toEqual([1, NaN, NaN, NaN, 5, 6])
    expect(reading.axis?.summary).toMatchObject({ gaps: 2, duplicates: 0, steps: 6 })
    expect(found(reading)).toEqual([
      ['gap', 4, 'warning'],
      ['missing-cell', 3, 'warning'],
    ])
    expect(reading.issues.issues[0].message).toContain('2024-01-03 to 2024-01-04')
  })

  it('keeps the first of equal dates', () => {
    const reading = read(
      ['date,y', '2024-01-01,1', '2024-01-02,2', '2024-01-02,9', '2024-01-03,3'],
      dateAndY,
    )
    expect(Array.from(reading.series?.values ?? [])).toEqual([1, 2, 3])
    expect(found(reading)).toEqual([['duplicate-date', 4, 'warning']])
    expect(reading.axis?.duplicates).toEqual(new Set([2]))
  })

  it('sorts dates out of order and names the first row', () => {
    const reading = read(['date,y', '2024-01-03,3', '2024-01-01,1', '2024-01-02,2'], dateAndY)
    expect(Array.from(reading.series?.values ?? [])).toEqual([1, 2, 3])
    expect(found(reading)).toEqual([['unordered-dates', 3, 'warning']])
  })

  it('reads newest first with one note and keeps the first row of equal dates', () => {
    const lines = ['date,y', '2024-01-03,3', '2024-01-02,2', '2024-01-02,9', '2024-01-01,1']
    const reading = read(lines, dateAndY)
    expect(Array.from(reading.series?.values ?? [])).toEqual([1, 2, 3])
    expect(found(reading)[0]).toEqual(['unordered-dates', null, 'info'])
  })

  it('leaves out dates off the grid, except other days of a month', () => {
    const hours = Array.from({ length: 10 }, (_, i) => `2024-01-01 0${i}:00,${i}`)
    const stray = read(['date,y', ...hours, '2024-01-01 10:07,99'], dateAndY)
    expect(stray.series?.values).toHaveLength(10)
    expect(found(stray)).toEqual([['off-grid-date', 12, 'warning']])
    const months = ['2024-01-02,1', '2024-02-01,2', '2024-03-01,3', '2024-04-01,4', '2024-05-01,5']
    const moved = read(['date,y', ...months], dateAndY)
    expect(Array.from(moved.series?.values ?? [])).toEqual([1, 2, 3, 4, 5])
    expect(found(moved)).toEqual([['off-grid-date', null, 'info']])
  })

  it('keeps a text that is fixed for each series, and refuses one that changes', () => {
    const lines = [
      'date,shop,y,city',
      '2024-01-01,a,1,Oslo',
      '2024-01-01,b,1,Bergen',
      '2024-01-02,a,2,',
      '2024-01-02,b,2,Bergen',
      '2024-01-03,a,3,Oslo',
      '2024-01-03,b,3,Voss',
    ]
    const roles: Roles = { ...dateAndY, shop: 'id', city: 'covariate' }
    expect(read(lines, roles, 'a').series?.statics).toEqual({ city: 'Oslo' })
    expect(read(lines, roles, 'b').blocked).toMatchObject({
      code: 'request-invalid',
      message:
        '"city" holds text that changes within a series, from "Bergen" to "Voss" in row 7; text beside the target must be fixed.',
      details: { column: 'city', row: 7 },
    })
  })

  it('begins and ends with a value and keeps covariates beside', () => {
    const lines = ['date,y,x', '2024-01-01,,1', '2024-01-02,2,2', '2024-01-03,3,3', '2024-01-04,,4']
    const reading = read(lines, { ...dateAndY, x: 'covariate' })
    const { series } = reading
    expect(Array.from(series?.values ?? [])).toEqual([2, 3])
    expect(Array.from(series?.covariates[0].values ?? [])).toEqual([2, 3])
    expect(series && formatTime(timeAt(series.calendar, 0), series.calendar.frequency)).toBe(
      '2024-01-02',
    )
  })

  it('takes the rows of one id, text or number', () => {
    const lines = [
      'date,shop,y',
      '2024-01-01,7,1',
      '2024-01-02,7,2',
      '2024-01-01,8,5',
      '2024-01-02,8,6',
    ]
    const roles: Roles = { ...dateAndY, shop: 'id' }
    expect(Array.from(read(lines, roles, '8').series?.values ?? [])).toEqual([5, 6])
    expect(Array.from(read(lines, roles).series?.values ?? [])).toEqual([1, 2])
    expect(read(lines, roles, '9').blocked?.code).toBe('request-invalid')
  })

  it('warns of equal values', () => {
    const reading = read(['date,y', '2024-01-01,5', '2024-01-02,5', '2024-01-03,5'], dateAndY)
    expect(found(reading)).toEqual([['constant-column', null, 'warning']])
  })

  it('counts an index with gaps', () => {
    const reading = read(['t,y', '1,5', '2,6', '3,7', '5,9'], { t: 'date', y: 'target' })
    expect(Array.from(reading.series?.values ?? [])).toEqual([5, 6, 7, NaN, 9])
    expect(reading.axis?.summary).toMatchObject({ format: 'index', start: 1, end: 5, gaps: 1 })
  })
})

describe('a series without dates', () => {
  it('counts the rows in the order of the file and says so', () => {
    const reading = read(['date,y', '2024-01-09,5', '2024-01-02,', '2024-01-04,7'], { y: 'target' })
    expect(reading.series).toMatchObject({
      calendar: { frequency: { kind: 'index', multiple: 1 }, start: 1 },
      values: Float64Array.of(5, NaN, 7),
    })
    expect(reading.axis?.summary).toMatchObject({ column: null, format: 'row', start: 1, end: 3 })
    expect(found(reading)[0]).toEqual(['rows-numbered', null, 'info'])
  })

  it('counts anew for each id, and names a column that may tell the time', () => {
    const lines = ['shop,when,y', 'a,late May,1', 'b,early May,5', 'a,June?,2', 'b,then July,6']
    const reading = read(lines, { shop: 'id', y: 'target' }, 'b')
    expect(Array.from(reading.series?.values ?? [])).toEqual([5, 6])
    expect(reading.axis?.summary).toMatchObject({ start: 1, end: 2 })
    expect(reading.issues.issues[0]).toMatchObject({ code: 'rows-numbered', severity: 'warning' })
    expect(reading.issues.issues[0].message).toContain('"when"')
  })
})

describe('what blocks a series', () => {
  const two = ['2024-01-01', '2024-01-02']
  it.each<[string, readonly string[], Roles]>([
    ['series-too-short', ['a,y', '7,1'], { y: 'target' }],
    ['frequency-unclear', ['t,y', '1,1', '2,2', '9,3', '40,4'], { t: 'date', y: 'target' }],
    ['no-date-column', ['t,y', '1,1', '2.5,2'], { t: 'date', y: 'target' }],
    ['no-number-column', ['date,a', `${two[0]},p`, `${two[1]},q`], { date: 'date' }],
    ['no-target', ['date,y', `${two[0]},1`, `${two[1]},2`], { date: 'date' }],
    ['column-unknown', ['date,y', `${two[0]},1`, `${two[1]},2`], { when: 'date' }],
    ['request-invalid', ['date,y', `${two[0]},a`, `${two[1]},b`], dateAndY],
    [
      'request-invalid',
      ['date,y,z', `${two[0]},1,1`, `${two[1]},2,2`],
      { ...dateAndY, z: 'target' },
    ],
    ['series-too-short', ['date,y', '2024-01-01,1'], dateAndY],
    ['series-too-short', ['date,y', '2024-01-01,1', '2024-01-01,2'], dateAndY],
    [
      'frequency-unclear',
      ['date,y', '2024-01-01,1', '2024-01-02,2', '2024-03-09,3', '2024-07-05,4'],
      dateAndY,
    ],
    [
      'frequency-unclear',
      ['date,y', ...two.map((day) => `${day},1`), '2024-01-03,1', '2924-01-03,1'],
      dateAndY,
    ],
  ])('%s', (code, lines, roles) => {
    const reading = read(lines, roles)
    expect(reading.series).toBeNull()
    expect(reading.blocked?.code).toBe(code)
    expect(reading.blocked?.details.remedy).toMatch(/\.$/)
    expect(() => toSeries(importText(lines.join('\n')).table, roles, null)).toThrow(
      reading.blocked?.message,
    )
  })
})

describe('time zones', () => {
  const before = process.env.TZ
  afterEach(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  it('does not depend on that of the machine', () => {
    const lines = [
      'date,y',
      ...Array.from({ length: 24 }, (_, i) => `2024-03-31 ${String(i).padStart(2, '0')}:00,${i}`),
    ]
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Tokyo',
      'Pacific/Apia',
      'Australia/Lord_Howe',
    ]
    const results = zones.map((zone) => {
      process.env.TZ = zone
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
      const { series, issues } = toSeries(importText(lines.join('\n')).table, dateAndY, null)
      return { series, issues, first: formatTime(series.calendar.start, series.calendar.frequency) }
    })
    for (const result of results) expect(result).toEqual(results[0])
    expect(results[0].first).toBe('2024-03-31T00:00')
    expect(results[0].series.values).toHaveLength(24)
  })
})
