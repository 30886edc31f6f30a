import { describe, expect, it } from 'vitest'
import { civilMidnight, dayMs } from '../../../../engine/data/civil'
import { periodStart, suggestPeriods } from '../../../../engine/data/repairs/periods'
import type { RepairAction, RepairStep } from '../../../../engine/data/repairs/repair-step'
import type { Roles } from '../../../../engine/data/roles'
import { previewOf } from '../../../../engine/jobs/repair-preview'
import { healthOf, readRepaired } from '../../../../engine/jobs/repaired-reading'
import { importText } from '../../../helpers/text-file'

const roles: Roles = { day: 'date', y: 'target' }
// 1 Jan 2024 is a Monday; the dates follow no step. Rows out of order, for first and last.
const lines = [
  'day,y',
  '2024-01-02,3',
  '2024-01-07,5',
  '2024-01-04,1',
  '2024-01-09,10',
  '2024-01-20,7',
]
const uneven = importText([...lines, '2024-01-23,'].join('\n'))
const step = (action: RepairAction): RepairStep => ({
  id: action.kind,
  column: 'day',
  series: null,
  at: 'all',
  enabled: true,
  action,
})
const weekly = (by: 'sum' | 'mean' | 'min' | 'max' | 'first' | 'last'): RepairStep =>
  step({ kind: 'resample', to: { kind: 'weekly', multiple: 1 }, by })
const read = (...steps: readonly RepairStep[]) => readRepaired(uneven.table, roles, null, steps)

describe('uneven dates', () => {
  it.each([
    ['sum', 9],
    ['mean', 3],
    ['min', 1],
    ['max', 5],
    ['first', 3],
    ['last', 5],
  ] as const)('become weeks by their %s', (by, first) => {
    const { reading, outcomes } = read(weekly(by))
    expect(reading.series).toMatchObject({
      calendar: { frequency: { kind: 'weekly', multiple: 1 }, start: civilMidnight(2024, 1, 1) },
      values: Float64Array.of(first, 10, 7),
    })
    expect(outcomes).toEqual([{ id: 'resample', changed: 4, skipped: null }])
  })

  it('count as steps in their order, anew for each id, equal dates as one', () => {
    expect(read(step({ kind: 'count-dates' })).reading.series).toMatchObject({
      calendar: { frequency: { kind: 'index', multiple: 1 }, start: 1 },
      values: Float64Array.of(3, 1, 5, 10, 7),
    })
    const shops = ['2024-01-01,a,1', '2024-01-05,b,9', '2024-01-05,a,2', '2024-01-05,a,3']
    const { table } = importText(
      ['day,shop,y', ...shops, '2024-02-07,b,8', '2024-02-09,a,4'].join('\n'),
    )
    const list = [step({ kind: 'count-dates' })]
    const series = (id: string) =>
      readRepaired(table, { ...roles, shop: 'id' }, id, list).reading.series?.values
    expect(series('a')).toEqual(Float64Array.of(1, 2, 4))
    expect(series('b')).toEqual(Float64Array.of(9, 8))
  })

  it('are found, with periods that few weeks of leave empty, and gone once repaired', () => {
    const findings = (...steps: readonly RepairStep[]) =>
      healthOf(read(...steps), roles, steps, { issues: [], count: 0 }).findings
    const [uneven] = findings()
    expect(uneven).toMatchObject({ code: 'irregular-dates', repairs: ['resample', 'use-index'] })
    expect(uneven.periods?.[0]).toEqual({ kind: 'weekly', multiple: 1 })
    expect(findings(weekly('mean')).map(({ code }) => code)).toEqual([])
    expect(findings(step({ kind: 'count-dates' })).map(({ code }) => code)).toEqual([])
  })

  it('say why they can do nothing, and show the series that they make', () => {
    const twice = [step({ kind: 'count-dates' }), weekly('sum')]
    expect(read(...twice).outcomes[1].skipped).toContain('count as steps already')
    expect(read({ ...weekly('sum'), column: 'y' }).outcomes[0].skipped).toContain('"y"')
    const after = read(weekly('sum')).reading.series
    const preview = previewOf(read().reading.series, after, 'day')
    expect(preview).toMatchObject({ remade: true, changed: 3, after: [9, 10, 7] })
  })
})

describe('days joined to months', () => {
  // 20 January to 9 March 2024: January has 12 of 31 days, February all 29, March 9 of 31.
  const days = Array.from({ length: 50 }, (_, i) => civilMidnight(2024, 1, 20) + i * dayMs)
  const rows = days.map((day) => new Date(day).toISOString().slice(0, 10))
  const monthly = step({ kind: 'resample', to: { kind: 'monthly', multiple: 1 }, by: 'sum' })
  const mask = (...at: readonly number[]): RepairStep => ({
    ...step({ kind: 'mask' }),
    column: 'y',
    at,
  })
  const found = (lines: readonly string[], ...steps: readonly RepairStep[]) => {
    const { table } = importText(['day,y', ...lines.map((line) => `${line},1`)].join('\n'))
    const repaired = readRepaired(table, roles, null, steps)
    const health = healthOf(repaired, roles, steps, { issues: [], count: 0 })
    return {
      partial: health.findings.filter(({ code }) => code === 'partial-period'),
      issues: repaired.reading.issues.issues.filter(({ code }) => code === 'partial-period'),
    }
  }

  it('say which of them the file has in part, until they are masked', () => {
    const { partial, issues } = found(rows, monthly)
    const [january, march] = [civilMidnight(2024, 1, 1), civilMidnight(2024, 3, 1)]
    expect(partial).toMatchObject([
      {
        times: [january],
        message: expect.stringContaining('no rows before 2024-01-20') as unknown,
      },
      { times: [march], message: expect.stringContaining('no rows after 2024-03-09') as unknown },
    ])
    expect(issues).toHaveLength(2)
    expect(found(rows, monthly, mask(march)).partial).toMatchObject([{ times: [january] }])
    expect(found(rows, monthly, mask(january), mask(march)).partial).toEqual([])
  })

  it('are silent about whole months, and about one day that is not there', () => {
    const whole = rows.slice(12, 12 + 29)
    expect(found(whole, monthly).partial).toEqual([])
    expect(found(whole.slice(0, -1), monthly).partial).toEqual([])
    expect(found(rows).partial).toEqual([])
  })
})

describe('dates between the steps', () => {
  const hours = Array.from({ length: 9 }, (_, i) => `2024-01-01 0${i}:00,${i}`)
  const { table } = importText(['day,y', ...hours, '2024-01-01 08:30,100'].join('\n'))

  it('are found and joined by resampling to the same step', () => {
    const found = healthOf(readRepaired(table, roles, null, []), roles, [], {
      issues: [],
      count: 0,
    })
    expect(found.findings[0]).toMatchObject({ code: 'off-grid-dates', count: 1 })
    const [period] = found.findings[0].periods ?? []
    expect(period).toEqual({ kind: 'hourly', multiple: 1 })
    const hourly = step({ kind: 'resample', to: period, by: 'sum' })
    const { series } = readRepaired(table, roles, null, [hourly]).reading
    expect(series?.values).toEqual(Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7, 108))
  })
})

describe('periods', () => {
  it.each([
    ['weekly', 1, civilMidnight(1969, 12, 29)],
    ['monthly', 1, civilMidnight(1970, 1, 1)],
    ['quarterly', 1, civilMidnight(1970, 1, 1)],
    ['yearly', 1, civilMidnight(1970, 1, 1)],
    ['hourly', 6, 2 * dayMs],
  ] as const)('begin where a clock or calendar does: %s × %i', (kind, multiple, start) => {
    expect(periodStart(2 * dayMs + 3_600_000, { kind, multiple })).toBe(start)
  })

  it('are none for dates that leave most years empty', () => {
    const years = [1900, 1950, 2000].map((year) => civilMidnight(year, 1, 1))
    expect(suggestPeriods(Float64Array.from(years))).toEqual([])
  })
})
