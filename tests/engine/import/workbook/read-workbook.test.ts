import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isoClock, isoDate } from '../../../../engine/data/civil'
import { EngineError } from '../../../../engine/errors'
import { isCivil, type Cell } from '../../../../engine/import/grid/cell-grid'
import {
  readWorkbook,
  type WorkbookReading,
} from '../../../../engine/import/workbook/read-workbook'

const bytesOf = (name: string): Uint8Array => readFileSync(`tests/fixtures/workbooks/${name}`)

const read = (name: string, sheet?: string): WorkbookReading =>
  readWorkbook({ name, bytes: bytesOf(name) }, sheet, {})

const shown = (cell: Cell): string | number | boolean | null => {
  if (!isCivil(cell)) return cell
  const date = isoDate(cell.civilMs)
  return cell.clock ? `${date} ${isoClock(cell.civilMs, true)}` : date
}

const cells = ({ grid }: WorkbookReading): readonly (readonly unknown[])[] =>
  grid.rows.map((row) => row.map(shown))

const codes = ({ issues }: WorkbookReading): readonly string[] =>
  issues.map(({ code, row }) => (row === null ? code : `${code} ${row}`))

const refusal = (name: string, sheet?: string): EngineError => {
  try {
    read(name, sheet)
  } catch (thrown) {
    if (thrown instanceof EngineError) return thrown
    throw thrown
  }
  throw new Error(`${name} was read.`)
}

const plain = [
  ['Date', 'Sales', 'Temp'],
  ['2021-01-01', 100, 5.5],
  ['2021-01-02', 101, 5.25],
  ['2021-01-03', 102, 5],
  ['2021-01-04', 103, 4.75],
  ['2021-01-05', 104, 4.5],
  ['2021-01-06', 105, 4.25],
]

describe('the same table in many hands', () => {
  it.each([
    'plain.xlsx',
    'plain.ods',
    'starts-at-c7.xlsx',
    'prefixed.xlsx',
    'without-references.xlsx',
    'absolute-targets.xlsx',
    'formula-greater-than.xlsx',
    'notes-first.xlsx',
    'hidden-sheet.xlsx',
    'chart-sheet.xlsx',
    'sheet-names.xlsx',
    'two-sheets.ods',
    'hidden-rows-and-columns.xlsx',
    'hidden-rows-and-columns.ods',
  ])('%s', (name) => {
    const rows = cells(read(name)).map((row) => row.filter((cell) => cell !== null))
    expect(rows).toEqual(plain)
  })

  it('keeps the rows of the sheet', () => {
    expect(read('starts-at-c7.xlsx').grid.fileRows).toEqual([7, 8, 9, 10, 11, 12, 13])
    expect(read('starts-at-c7.xlsx').grid.rows[0]).toEqual(['Date', 'Sales', 'Temp'])
    expect(read('blank-rows.xlsx').grid.fileRows).toEqual([1, 3, 4, 5, 6, 8, 9, 10])
  })
})

describe('values', () => {
  it('reads dates of the 1904 system and of the first days of the 1900 system', () => {
    expect(cells(read('dates-1904.xlsx'))[1][0]).toBe('2021-01-01')
    expect(cells(read('early-1900.xlsx')).map(([date]) => date)).toEqual([
      'Date',
      '1900-01-01',
      '1900-01-02',
      '1900-02-28',
      '1900-03-01',
      '1900-03-02',
    ])
  })

  it('tells date formats from formats of numbers', () => {
    expect(cells(read('date-formats.xlsx')).slice(1, 3)).toEqual([
      ['2021-01-01', '2021-01-01', '2021-01-01 13:00:00', '06:00:00', 0, 1.5, 0.5, 0],
      ['2021-01-02', '2021-02-01', '2021-01-02 13:00:00', '07:00:00', 1, 2.5, 1.5, 10.25],
    ])
  })

  it('puts hours on the hour, whatever the fraction of the day', () => {
    const times = cells(read('hours.xlsx')).slice(1)
    times.forEach(([time], hour) => {
      expect(time).toBe(`2021-01-0${hour < 24 ? 1 : 2} ${String(hour % 24).padStart(2, '0')}:00:00`)
    })
    expect(cells(read('hours.ods'))[14]).toEqual(['2021-01-01 13:30:00', 13])
    expect(cells(read('iso-dates.xlsx'))[5][0]).toBe('2021-01-05 00:00:00')
  })

  it('takes the stored results of formulas, errors as their text, and truth values', () => {
    expect(cells(read('formulas.xlsx'))[3]).toEqual(['2021-01-03', 2, 4, 6, 'x'])
    expect(cells(read('errors.xlsx')).map((row) => row[1])).toEqual([
      'Sales',
      100,
      101,
      102,
      '#N/A',
      '#DIV/0!',
      105,
    ])
    expect(cells(read('booleans.xlsx'))[1]).toEqual(['2021-01-01', true, 0])
  })

  it('reads every kind of text', () => {
    expect(cells(read('inline-text.xlsx'))[0]).toEqual(['Date', 'R&D', 'a < b'])
    expect(cells(read('rich-text.xlsx'))[0]).toEqual([
      'Sales (net)',
      '売上',
      'two\rlines € "x"',
      'a<b',
    ])
    expect(cells(read('comments.ods'))[0]).toEqual(['Date', 'Sales', 'two  spaces\nlines'])
  })

  it('reads the value types of ODS and its repeats', () => {
    expect(cells(read('value-types.ods'))[1]).toEqual(['14:05:00', 0.125, 9.99, true, 2, 1.5])
    expect(cells(read('repeats.ods')).slice(1)).toEqual([
      ['2021-01-01', 7, 7],
      ['2021-01-02', 8, 9],
      ['2021-01-02', 8, 9],
      ['2021-01-02', 8, 9],
    ])
    expect(read('repeats.ods').grid.fileRows).toEqual([1, 2, 3, 4, 5])
  })

  it('gives each merged cell its value', () => {
    expect(cells(read('merged-header.xlsx'))[0].slice(1)).toEqual([
      'North',
      'North',
      'South',
      'South',
    ])
    expect(cells(read('merged-header.ods'))[0]).toEqual([null, 'North', 'North'])
    expect(cells(read('merged-groups.xlsx')).map(([region]) => region)).toEqual([
      'Region',
      'North',
      'North',
      'North',
      'South',
      'South',
      'South',
    ])
    expect(codes(read('merged-groups.xlsx'))).toEqual(['merged-cells 2'])
  })

  it('ignores cells that lie beyond the edge of a sheet', () => {
    expect(read('beyond-the-edge.xlsx').grid.fileRows).toEqual([1, 2, 4])
  })
})

it('stops when it is cancelled', () => {
  const file = { name: 'plain.xlsx', bytes: bytesOf('plain.xlsx') }
  expect(() => readWorkbook(file, undefined, { cancelled: () => true })).toThrow(
    expect.objectContaining({ code: 'cancelled' }),
  )
})

describe('sheets', () => {
  it('shows all of them and reads the first visible table', () => {
    const { sheet, sheets, issues } = read('notes-first.xlsx')
    expect(sheet).toBe('Data')
    expect(sheets.map(({ name, hidden, table }) => [name, hidden, table])).toEqual([
      ['Notes', false, false],
      ['Data', false, true],
      ['Old', false, true],
    ])
    expect(sheets[1].rows[1]).toEqual(['2021-01-01', '100', '5.5'])
    expect(issues.map(({ message }) => message)).toEqual([
      'Sheet "Data" was read. Another sheet holds a table too: "Old".',
    ])
  })

  it('reads the one that is asked for', () => {
    expect(cells(read('notes-first.xlsx', 'Old'))[0]).toEqual(['Date', 'Other'])
    expect(codes(read('hidden-sheet.xlsx', 'Deep'))).toContain('hidden-cells')
    expect(cells(read('two-sheets.ods', 'Notes'))).toEqual([['Read me']])
    const error = refusal('notes-first.xlsx', 'Gone')
    expect(error.code).toBe('sheet-unknown')
    expect(error.details.remedy).toBe('Choose one of: Notes, Data, Old.')
  })

  it('names what is hidden', () => {
    expect(codes(read('hidden-rows-and-columns.xlsx'))).toEqual(['hidden-cells 3', 'hidden-cells'])
    expect(codes(read('hidden-rows-and-columns.ods'))).toEqual(['hidden-cells 4', 'hidden-cells'])
    const [rows, columns] = read('hidden-rows-and-columns.xlsx').issues
    expect(rows.message).toMatch(/^2 rows are hidden/)
    expect(columns.message).toMatch(/^Column C is hidden/)
  })
})

describe('refused with a reason and a remedy', () => {
  it.each([
    ['cut-off.xlsx', 'file-malformed', /cut off/],
    ['damaged.xlsx', 'file-malformed', /sheet1\.xml/],
    ['sheet-cut.xlsx', 'file-malformed', /ends/],
    ['sheet-missing.xlsx', 'file-malformed', /sheet1\.xml/],
    ['bomb-declared.xlsx', 'file-too-large', /2,861 MB/],
    ['bomb-understated.xlsx', 'file-malformed', /sheet1\.xml/],
    ['bomb-no-size.xlsx', 'file-malformed', /damaged/],
    ['empty-sheets.xlsx', 'file-empty', /No sheet/],
    ['password.xlsx', 'file-protected', /password/],
    ['password.ods', 'file-protected', /password/],
    ['excel-97.xls', 'file-not-text', /Excel 97/],
    ['word-97.doc', 'file-not-text', /old Office document/],
    ['table-in-archive.zip', 'file-not-text', /2 files: sales\.csv, readme\.txt/],
    ['document.docx', 'file-not-text', /no workbook/],
    ['text-document.odt', 'file-not-text', /no workbook/],
  ])('%s', (name, code, reason) => {
    const error = refusal(name)
    expect(error.message).toMatch(reason)
    expect(error.message).toContain(name)
    expect(error.code).toBe(code)
    expect(error.details.remedy).toMatch(/\.$/)
  })
})
