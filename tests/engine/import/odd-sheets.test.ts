import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../engine/data/civil'
import { createDatasetStore } from '../../../engine/jobs/dataset-store'
import { textFile } from '../../helpers/text-file'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const open = (lines: readonly string[]) => {
  const store = createDatasetStore()
  const profile = store.open({ id: 'd', file: textFile([...lines, ''].join('\n')) })
  return { store, profile }
}

describe('spreadsheets as people have them', () => {
  it('a year a row and a month a column, with a total', () => {
    const years = [2001, 2002, 2003].map((year, y) =>
      [year, ...months.map((_, m) => y * 12 + m), 99].join(','),
    )
    const { store, profile } = open([['Year', ...months, 'Total'].join(','), ...years])
    expect(profile).toMatchObject({ shape: 'dates-across', rows: 36, series: 1 })
    expect(profile.time).toMatchObject({ frequency: { kind: 'monthly' }, gaps: 0, steps: 36 })
    expect([...store.series({ id: 'd' }).values]).toEqual(Array.from({ length: 36 }, (_, i) => i))
    expect(profile.issues[0].message).toContain('"Total" sums them up and was left out')
  })

  it('a product a row and a month a column, with a sum', () => {
    const header = ['Product', ...months.map((month) => `${month}-22`), 'Sum'].join(';')
    const rows = ['Apples', 'Pears', 'Plums'].map((name, p) =>
      [name, ...months.map((_, m) => 10 * p + m), 999].join(';'),
    )
    const { profile } = open([header, ...rows])
    expect(profile).toMatchObject({ shape: 'dates-across', series: 3, rows: 36 })
    expect(profile.ids).toEqual(['Apples', 'Pears', 'Plums'])
    expect(profile.time && isoDate(profile.time.start)).toBe('2022-01-01')
  })

  it('dates in both orders, which no reading can mend', () => {
    const day = (i: number): string => String(i + 1).padStart(2, '0')
    const first = Array.from({ length: 28 }, (_, i) => `${day(i)}/01/2023,${i}`)
    const second = Array.from({ length: 28 }, (_, i) => `02/${day(i)}/2023,${i}`)
    const { profile } = open(['date,y', ...first, ...second])
    const [issue] = profile.issues
    expect(issue).toMatchObject({ code: 'mixed-date-orders', severity: 'error', column: 'date' })
    // Days 13 to 28 of each month, 16 a half, can only be read one way.
    expect(issue.message).toContain('16 can only be D/M/YYYY (row 14 first), 16 only M/D/YYYY')
    expect(issue.row).toBe(42)
  })

  it('fiscal years', () => {
    const { profile } = open(['FY,revenue', ...[1, 2, 3, 4].map((i) => `FY200${i},${i}`)])
    expect(profile.time).toMatchObject({ frequency: { kind: 'yearly' }, steps: 4 })
  })

  it('parts of a date, which are no series', () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `2024,${1 + Math.floor(i / 28)},${1 + (i % 28)},${i}`,
    )
    const { profile } = open(['year,month,day,flow', ...rows])
    expect(profile.series).toBe(1)
  })

  it('columns that are known beyond the last value, or always the same', () => {
    const rows = Array.from({ length: 40 }, (_, i) => {
      const date = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)
      return `${date},${i < 30 ? i % 7 : ''},${i % 10 === 0 ? 1 : 0},250,${i < 30 ? i : ''}`
    })
    const { profile } = open(['date,sales,holiday,size,visitors', ...rows])
    const known = Object.fromEntries(profile.columns.map(({ name, known: when }) => [name, when]))
    expect(known).toMatchObject({ holiday: 'ahead', size: 'always', visitors: 'past' })
  })
})

describe('a second table on the sheet', () => {
  const opened = (name: string) =>
    createDatasetStore().open({
      id: 'f',
      file: { name, bytes: readFileSync(`tests/fixtures/workbooks/${name}`) },
    })

  it('below is named with its row and left out', () => {
    const { rows, columns, issues } = opened('second-table-below.xlsx')
    expect(rows).toBe(20)
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['Date', 'date'],
      ['Visits', 'number'],
    ])
    expect(issues).toMatchObject([
      { code: 'second-table', row: 23, message: expect.stringContaining('"Store Manager"') },
    ])
  })

  it('beside is named with its columns and left out', () => {
    const { rows, columns, issues } = opened('second-table-beside.xlsx')
    expect(rows).toBe(20)
    expect(columns.map(({ name }) => name)).toEqual(['Date', 'Visits'])
    expect(issues[0]).toMatchObject({
      code: 'second-table',
      message: expect.stringContaining('"Day", "Rain"'),
    })
  })
})
