import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText } from '../../../engine/data/cell-text'
import { civilMidnight, isoDate } from '../../../engine/data/civil'
import type { Column, DataIssue } from '../../../engine/data/table'
import { importText } from '../../helpers/text-file'

interface Read {
  readonly column: Column
  readonly texts: readonly string[]
  readonly issues: readonly DataIssue[]
}

/** Reads cells as the second column of a file, so that its place says nothing. */
const read = (cells: readonly string[], delimiter = ',', name = 'x'): Read => {
  const quoted = cells.map((cell) => `"${cell}"`)
  const { table, issues } = importText(
    [`k${delimiter}${name}`, ...quoted.map((cell) => `k${delimiter}${cell}`)].join('\n'),
  )
  const column = table.columns[1]
  return {
    column,
    texts: cells.map((_, row) => cellText(column, row)),
    issues: issues.issues.filter((issue) => issue.column === name),
  }
}

describe('numbers', () => {
  it.each([
    ['plain', ',', ['1', '-2.5', '+3', '.5', '4.'], [1, -2.5, 3, 0.5, 4]],
    ['scientific', ',', ['1e3', '2.5E-2', '-1.0e+2'], [1000, 0.025, -100]],
    ['thousands', ',', ['1,234.5', '12', '1,000,000'], [1234.5, 12, 1e6]],
    ['decimal comma', ';', ['1,5', '-0,25', '12,75'], [1.5, -0.25, 12.75]],
    ['decimal comma and points', ';', ['1.234,5', '987,25'], [1234.5, 987.25]],
    ['spaces', ';', ['1 234,5', '1\u202f000\u00a0000', '7'], [1234.5, 1e6, 7]],
    ['apostrophes', ',', ["1'234.5", '2’000', '3'], [1234.5, 2000, 3]],
    ['currency', ',', ['$1,234.50', '-$3', '$-4'], [1234.5, -3, -4]],
    ['currency behind', ';', ['1,50 €', '2,75€'], [1.5, 2.75]],
    ['percent', ',', ['12%', '7.5 %', '-1 %'], [12, 7.5, -1]],
    ['minus signs', ',', ['−5', '-6'], [-5, -6]],
  ])('%s', (_, delimiter, cells, values) => {
    const { column, issues } = read(cells, delimiter)
    expect(column.type === 'number' && Array.from(column.values)).toEqual(values)
    expect(issues).toEqual([])
  })

  it('takes the usual words for missing', () => {
    const cells = ['1', '', 'NA', 'N/A', 'null', 'nan', 'NaN', '-', '.', '#N/A', '2']
    const { column, texts } = read(cells)
    expect(column.type).toBe('number')
    expect(column.unreadable.size).toBe(0)
    expect(texts).toEqual(['1', ...Array<string>(9).fill(''), '2'])
  })

  it('keeps what one cell in ten says instead of a number', () => {
    const { column, texts, issues } = read(['1', '2', '3', '4', 'closed', '6', '7', '8', '9', '10'])
    expect(column.type).toBe('number')
    expect(texts[4]).toBe('closed')
    expect(issues).toMatchObject([{ code: 'unreadable-cell', row: 6, column: 'x' }])
  })

  it('says what was assumed of 1,234 and follows the other columns', () => {
    const grouped = read(['1,234', '2,345'])
    expect(grouped.texts).toEqual(['1234', '2345'])
    expect(grouped.issues).toMatchObject([{ code: 'number-format-assumed' }])
    const decimal = read(['1,234', '2,345'], ';')
    expect(decimal.texts).toEqual(['1.234', '2.345'])
    expect(decimal.issues).toMatchObject([{ code: 'number-format-assumed' }])
    const { table, issues } = importText('a;b\n1,5;1.234\n2,25;5.678\n')
    expect(cellText(table.columns[1], 0)).toBe('1234')
    expect(issues.count).toBe(0)
  })

  it('reads back any finite number that it is written', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 30 }), (numbers) => {
        const { column } = read(numbers.map(String))
        const year = numbers.every((value) => /^\d{8}$/.test(String(value)))
        if (year || column.type !== 'number') return year
        return numbers.every((value, row) => column.values[row] === value)
      }),
      { numRuns: 200 },
    )
  })

  it('reads back decimal commas and groups with every delimiter', () => {
    const cents = fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 20 })
    const delimiters = fc.constantFrom(',', ';', '\t', '|')
    const german = (value: number): string => {
      const [whole, part] = (Math.abs(value) / 100).toFixed(2).split('.')
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
      return `${value < 0 ? '-' : ''}${grouped},${part}`
    }
    fc.assert(
      fc.property(cents, delimiters, (values, delimiter) => {
        const { column } = read(values.map(german), delimiter)
        expect(column.type).toBe('number')
        if (column.type !== 'number') return
        values.forEach((value, row) => {
          expect(column.values[row]).toBeCloseTo(value / 100, 6)
        })
      }),
      { numRuns: 100 },
    )
  })
})

describe('dates', () => {
  const names =
    'January February March April May June July August September October November December'
  const monthNames = names.split(' ')
  const two = (part: number): string => String(part).padStart(2, '0')
  type Write = (year: number, month: number, day: number) => string

  it.each<[string, Write]>([
    ['YYYY-MM-DD', (y, m, d) => `${y}-${two(m)}-${two(d)}`],
    ['YYYY/MM/DD', (y, m, d) => `${y}/${m}/${d}`],
    ['D/M/YYYY', (y, m, d) => `${two(d)}/${two(m)}/${y}`],
    ['M/D/YYYY', (y, m, d) => `${m}/${d}/${y}`],
    ['D.M.YYYY', (y, m, d) => `${d}.${m}.${y}`],
    ['MMM D YYYY', (y, m, d) => `${monthNames[m - 1].slice(0, 3)} ${d} ${y}`],
    ['MMM D YYYY', (y, m, d) => `${monthNames[m - 1]} ${d}, ${y}`],
    ['D MMM YYYY', (y, m, d) => `${d} ${monthNames[m - 1].slice(0, 3)} ${y}`],
    ['D MMM YYYY', (y, m, d) => `${d}-${monthNames[m - 1].slice(0, 3).toUpperCase()}-${y}`],
    ['YYYYMMDD', (y, m, d) => `${y}${two(m)}${two(d)}`],
  ])('reads back any date written as %s', (format, write) => {
    const day = fc.date({
      min: new Date('1600-01-01'),
      max: new Date('2199-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(fc.array(day, { maxLength: 10 }), (days) => {
        // A day that can be no month, so that the order is beyond doubt.
        const all = [...days, new Date('2020-01-25')]
        const { column, issues } = read(
          all.map((d) => write(d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate())),
        )
        expect(column).toMatchObject({ type: 'date', format })
        expect(issues).toEqual([])
        all.forEach((d, row) => {
          expect(cellText(column, row)).toBe(d.toISOString().slice(0, 10))
        })
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['2019-03', 'YYYY-MM', '2019-03-01'],
    ['2019/03', 'YYYY/MM', '2019-03-01'],
    ['Jan 2000', 'MMM YYYY', '2000-01-01'],
    ['2019-Q3', 'YYYY-Qn', '2019-07-01'],
    ['2019Q4', 'YYYY-Qn', '2019-10-01'],
    ['Q1 2019', 'Qn YYYY', '2019-01-01'],
  ])('reads %s as %s', (cell, format, date) => {
    const { column } = read([cell, cell])
    expect(column).toMatchObject({ type: 'date', format })
    expect(column.type === 'date' && isoDate(column.values[0])).toBe(date)
  })

  it.each([
    ['2020-01-31 23:59', 'YYYY-MM-DD hh:mm', '2020-01-31 23:59'],
    ['2020-01-31T23:59:08', 'YYYY-MM-DD hh:mm:ss', '2020-01-31 23:59:08'],
    ['31/01/2020 11:05 pm', 'D/M/YYYY hh:mm', '2020-01-31 23:05'],
    ['31.01.2020 00:00', 'D.M.YYYY hh:mm', '2020-01-31 00:00'],
    ['1/31/2020 12:00 AM', 'M/D/YYYY hh:mm', '2020-01-31 00:00'],
  ])('reads %s with its time of day', (cell, format, text) => {
    const { column, texts } = read([cell])
    expect(column).toMatchObject({ type: 'date', format })
    expect(texts).toEqual([text])
  })

  it.each(['Z', '+02:00', '-0500', ' UTC'])(
    'keeps civil time as written beside the zone %s',
    (zone) => {
      const { texts, issues } = read([`2020-06-01T10:00:00${zone}`])
      expect(texts).toEqual(['2020-06-01 10:00:00'])
      expect(issues).toMatchObject([{ code: 'zone-ignored', severity: 'info' }])
    },
  )

  it('says when day and month could be either', () => {
    const { column, issues } = read(['01/02/2020', '01/03/2020', '01/04/2020'])
    expect(column).toMatchObject({ format: 'D/M/YYYY' })
    expect(issues).toMatchObject([{ code: 'date-order-assumed', severity: 'warning' }])
    expect(issues[0].message).toContain('M/D/YYYY')
  })

  it('takes the order under which dates are regular: months of two years', () => {
    const cells = Array.from(
      { length: 24 },
      (_, i) => `${1 + (i % 12)}/1/${2020 + Math.floor(i / 12)}`,
    )
    const { column, issues } = read(cells)
    expect(column).toMatchObject({ format: 'M/D/YYYY' })
    expect(issues).toEqual([])
  })

  it('knows which dates exist', () => {
    const cells = ['2019-02-29', ...Array.from({ length: 12 }, (_, i) => `2020-02-${two(i + 10)}`)]
    const { issues } = read(cells)
    expect(issues).toMatchObject([{ code: 'unreadable-date', row: 2 }])
    expect(civilMidnight(2000, 2, 29)).toBe(Date.UTC(2000, 1, 29))
    expect(civilMidnight(1900, 2, 29)).toBeNaN()
    expect(civilMidnight(99, 1, 1)).toBe(new Date('0099-01-01T00:00:00Z').getTime())
  })

  it('takes four digits for years only with a name or a place that says so', () => {
    expect(read(['1990', '1991'], ',', 'sales').column.type).toBe('number')
    expect(read(['1990', '1991'], ',', 'Year').column).toMatchObject({
      type: 'date',
      format: 'YYYY',
    })
    const first = importText('k,y\n1990,1\n1991,2\n').table.columns[0]
    expect(first).toMatchObject({ type: 'date', format: 'YYYY' })
    expect(importText('k,y\n1990,1\n1993,2\n').table.columns[0].type).toBe('number')
  })

  it('reads counted years as an index', () => {
    const { column, issues } = read(['1-01-01', '2-01-01', '100-01-01'])
    expect(column.type === 'number' && Array.from(column.values)).toEqual([1, 2, 100])
    expect(issues).toMatchObject([{ code: 'read-as-index' }])
  })
})
