import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../../engine/data/civil'
import { checkHealth, type HealthReport } from '../../../../engine/data/health/check-health'
import type { Roles } from '../../../../engine/data/roles'
import { readSeries } from '../../../../engine/data/to-series'
import { normals } from '../../../helpers/normals'
import { importText } from '../../../helpers/text-file'

const day = (i: number): string => isoDate(Date.UTC(2021, 0, 1 + i))

/** A daily file of 120 rows; `row` gives the cells behind the date. */
function file(header: string, row: (i: number) => string | null): string {
  const rows = Array.from({ length: 120 }, (_, i) => row(i)).flatMap((cells, i) =>
    cells === null ? [] : [`${day(i)},${cells}`],
  )
  return `date,${header}\n${rows.join('\n')}\n`
}

function health(text: string, roles: Roles): HealthReport {
  const { table, issues } = importText(text)
  return checkHealth(table, roles, readSeries(table, roles, null), issues, [])
}

const codes = ({ findings }: HealthReport): readonly string[] =>
  findings.map(({ code, column, count }) => `${code} ${column} ${count}`)

const noise = normals(200, 20)
const target = (i: number): string => (50 + noise[i]).toFixed(3)
const roles: Roles = { date: 'date', y: 'target', x: 'covariate' }

describe('health', () => {
  it('has nothing to say about good data', () => {
    const report = health(
      file('y,x', (i) => `${target(i)},${noise[i + 60].toFixed(3)}`),
      roles,
    )
    expect(codes(report)).toEqual([])
    expect(report.missing).toEqual([
      { column: 'date', count: 0 },
      { column: 'y', count: 0 },
      { column: 'x', count: 0 },
    ])
  })

  it('finds gaps, duplicates, missing cells, sentinels, outliers and level shifts', () => {
    const text = file('y,x', (i) => {
      if (i === 30 || i === 31) return null
      const y = i === 50 ? '' : i === 90 ? '95' : target(i)
      const x = i === 70 ? '-999' : (i < 60 ? noise[i + 70] : 40 + noise[i + 70]).toFixed(3)
      return i === 100 ? `${y},${x}\n${day(100)},1,1` : `${y},${x}`
    })
    const report = health(text, { date: 'date', x: 'target', y: 'covariate' })
    expect(codes(report).toSorted()).toEqual([
      'duplicate-dates date 1',
      'gaps date 2',
      'level-shift x 1',
      'missing-values x 2',
      'missing-values y 3',
      'outliers x 1',
      'outliers y 1',
      'sentinel x 1',
    ])
    const gap = report.findings.find(({ code }) => code === 'gaps')
    expect(gap?.message).toBe(
      '2 days have no row, in 1 place; the longest gap, of 2 days, ends before 2021-02-02.',
    )
    const outlier = report.findings.find(
      ({ code, column }) => code === 'outliers' && column === 'y',
    )
    expect(outlier?.times.map(isoDate)).toEqual([day(90)])
    for (const { message, why, repairs } of report.findings) {
      expect(message).toMatch(/\.$/)
      expect(why).toMatch(/\.$/)
      expect(repairs.at(-1)).toBe('accept')
    }
  })

  it('finds what gives the answer away, the gravest first', () => {
    const report = health(
      file('y,x', (i) => `${target(i)},${target(i + 1)}`),
      roles,
    )
    expect(codes(report)).toEqual(['leak-suspect x 1'])
    expect(report.findings[0]).toMatchObject({
      severity: 'error',
      message: '"x" equals the value of "y" 1 day later.',
    })
    const same = health(
      file('y,x,z', (i) => `${target(i)},${target(i)},7`),
      { ...roles, z: 'ignore' },
    )
    expect(codes(same)).toEqual([
      'leak-suspect x 1',
      'duplicate-columns x 1',
      'constant-column z 1',
    ])
  })

  it('reports a target that never changes and one that is mostly missing', () => {
    expect(
      codes(
        health(
          file('y', () => '5'),
          { date: 'date', y: 'target' },
        ),
      ),
    ).toEqual(['constant-column y 1'])
    const sparse = health(
      file('y', (i) => (i % 3 === 0 ? target(i) : 'NA')),
      { date: 'date', y: 'target' },
    )
    expect(sparse.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['missing-values', 'error'],
    ])
  })

  it('does not need a series', () => {
    const report = health(
      file('y,x', () => '1,1'),
      { date: 'date' },
    )
    expect(codes(report)).toEqual(['constant-column y 1', 'constant-column x 1'])
  })
})
