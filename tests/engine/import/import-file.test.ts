import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cellText } from '../../../engine/data/cell-text'
import { EngineError } from '../../../engine/errors'
import { importFile } from '../../../engine/import/import-file'
import { mostRows } from '../../../engine/import/limits'
import type { ImportResult } from '../../../engine/import/reader'
import { importText, textFile } from '../../helpers/text-file'

const fixture = (name: string): ImportResult =>
  importFile({ name, bytes: readFileSync(`tests/fixtures/import/${name}`) })

const kinds = ({ table }: ImportResult): readonly string[] =>
  table.columns.map((column) =>
    column.type === 'date' ? `${column.name}: ${column.format}` : `${column.name}: ${column.type}`,
  )

const column = ({ table }: ImportResult, index: number): readonly string[] =>
  Array.from({ length: table.rowCount }, (_, row) => cellText(table.columns[index], row))

const refusal = (bytes: Uint8Array, name = 'picked.csv'): EngineError => {
  try {
    importFile({ name, bytes })
  } catch (thrown) {
    if (thrown instanceof EngineError) return thrown
    throw thrown
  }
  throw new Error('The file was read.')
}

describe('dialects', () => {
  it.each([
    [',', 'a,b\n1,2\n'],
    [';', 'a;b\n1,5;2\n3,5;4\n'],
    ['\t', 'a\tb\n1\t2,5\n'],
    ['|', 'a|b\n1|2\n'],
    [';', 'sep=;\na;b\n1;2\n'],
  ])('finds the delimiter %j', (delimiter, text) => {
    const result = importText(text)
    expect(result.delimiter).toBe(delimiter)
    expect(result.table.columns.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(result.table.rowCount).toBe(text.startsWith('a;b') ? 2 : 1)
  })

  it('keeps delimiters, quotes and line ends inside quotes', () => {
    const result = importText('name,note\n"Smith, J.","said ""no"""\n"two\nlines",x\n')
    expect(column(result, 0)).toEqual(['Smith, J.', 'two\nlines'])
    expect(column(result, 1)).toEqual(['said "no"', 'x'])
  })

  it.each(['\n', '\r\n', '\r'])('reads rows ended by %j, with and without a last one', (end) => {
    const lines = ['date,y', '2020-01-01,"1"', '2020-01-02,2']
    for (const text of [lines.join(end), lines.join(end) + end]) {
      const result = importText(text)
      expect(column(result, 1)).toEqual(['1', '2'])
      expect(result.issues.count).toBe(0)
    }
  })

  it('counts file rows with blank lines, as a spreadsheet does', () => {
    const result = importText('\ndate,y\n2020-01-01,1\n\n,\n2020-01-02,2\n')
    expect(Array.from(result.table.fileRows)).toEqual([3, 6])
  })
})

describe('encodings', () => {
  it('reads Windows-1252 where UTF-8 is not valid, and says so', () => {
    const result = fixture('german-shop.csv')
    expect(result.encoding).toBe('Windows-1252')
    expect(kinds(result)).toEqual(['Datum: D.M.YYYY', 'Umsatz (€): number', 'Straße: text'])
    expect(column(result, 1)).toEqual(['1234.50', '987.10', '12001.00', '1100.25'])
    expect(column(result, 2)).toContain('Am Tor; links')
    expect(result.issues.issues.map(({ code }) => code)).toEqual(['encoding-assumed'])
  })

  it('reads UTF-16 by its mark', () => {
    const result = fixture('excel-unicode.txt')
    expect(result).toMatchObject({ encoding: 'UTF-16LE', delimiter: '\t' })
    expect(kinds(result)).toEqual(['Month: MMM YYYY', 'Visitors: number'])
    expect(column(result, 0)[3]).toBe('2020-04')
    expect(column(result, 1)).toEqual(['1250', '1310', '1405', '990'])
  })

  it('reads UTF-16 big endian and UTF-8 with a mark', () => {
    const little = readFileSync('tests/fixtures/import/excel-unicode.txt')
    const big = importFile({ name: 'big.txt', bytes: Buffer.from(little).swap16() })
    expect(big.encoding).toBe('UTF-16BE')
    expect(column(big, 1)).toEqual(['1250', '1310', '1405', '990'])
    const marked = importText('\ufeffdate,y\n2020-01-01,1\n')
    expect(marked.table.columns[0].name).toBe('date')
  })
})

describe('files that are refused', () => {
  const bytesOf = (text: string): Uint8Array => textFile(text).bytes

  it.each([
    ['file-empty', bytesOf('')],
    ['file-empty', bytesOf('\ufeff \r\n\r\n')],
    ['file-header-only', bytesOf('date,value\n')],
    ['file-header-only', bytesOf('date,value\n\n,\n')],
    ['file-not-text', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['file-malformed', bytesOf('PK\u0003\u0004 and the rest of a workbook')],
    ['file-not-text', bytesOf('%PDF-1.7\n%')],
    [
      'file-not-text',
      bytesOf('[\n  { "date": "2021-01-01", "y": 1 },\n  { "date": "2021-01-02", "y": 2 }\n]\n'),
    ],
    ['file-not-text', bytesOf(`date,y\n${'\u0000'.repeat(20)}`)],
    ['file-not-text', Uint8Array.from({ length: 500 }, (_, i) => (i % 31) + 1)],
  ])('%s', (code, bytes) => {
    const error = refusal(bytes)
    expect(error.code).toBe(code)
    expect(error.message).toContain('picked.csv')
    expect(error.details).toMatchObject({ file: 'picked.csv' })
    expect(error.details.remedy).toMatch(/\.$/)
  })

  it('names the rows of a file that has too many of them, without reading them', () => {
    const bytes = new Uint8Array(2 * (mostRows + 1) + 2)
    bytes.set(new TextEncoder().encode('y\n1\n2\n3\n4\n'))
    for (let known = 10; known < bytes.length; known = 2 * known - 2) {
      bytes.copyWithin(known, 2, known)
    }
    const { code, message } = refusal(bytes, 'years-of-seconds.csv')
    expect([code, message]).toEqual([
      'file-too-large',
      'years-of-seconds.csv has 50,000,001 rows, more than the 50,000,000 that can be read.',
    ])
  })
})

describe('faults of rows and cells', () => {
  it('reports each with row and column and reads the rest', () => {
    const result = fixture('faults.csv')
    expect(kinds(result)).toEqual(['date: YYYY-MM-DD', 'temp_max: number', 'wind: number'])
    const found = result.issues.issues.map(({ code, row, column }) => [code, row, column])
    expect(found).toEqual([
      ['missing-cells', 10, 'wind'],
      ['extra-cells', 11, null],
      ['unreadable-date', 13, 'date'],
      ['unreadable-cell', 3, 'temp_max'],
    ])
  })

  it('names columns that have no name or the same', () => {
    const result = importText('a,,a\n1,2,3\n')
    expect(result.table.columns.map(({ name }) => name)).toEqual(['a', 'column 2', 'a (2)'])
    expect(result.issues.issues.map(({ code }) => code)).toEqual([
      'column-renamed',
      'column-renamed',
    ])
  })

  it('warns when the names look like values', () => {
    const { issues } = importText('2020-01-01,5\n2020-01-02,6\n')
    expect(issues.issues[0]).toMatchObject({ code: 'header-is-data', row: 1 })
  })

  it('tells of a quotation mark that is never closed', () => {
    const { issues } = importText('a,b\n1,2\n"3,4\n5,6\n')
    expect(issues.issues[0]).toMatchObject({ code: 'malformed-quotes', severity: 'error', row: 3 })
  })

  it('takes a column of numbers and much text for text, and says where the text is', () => {
    const { table, issues } = importText('y\n1\n2\nclosed\n4\n5\n')
    expect(table.columns[0].type).toBe('text')
    expect(issues.issues[0]).toMatchObject({ code: 'mixed-column', row: 4, column: 'y' })
  })
})

describe('files larger than a piece', () => {
  const rows = 60_000
  const day = (i: number): string => new Date(Date.UTC(1900, 0, 1 + i)).toISOString().slice(0, 10)

  it('reads rows across pieces, with quotes and line ends inside them', () => {
    const lines = Array.from({ length: rows }, (_, i) => `${day(i)},${i / 4},"note\n${i % 3}, é"`)
    const result = importText(`date,y,note\n${lines.join('\r\n')}`)
    expect(result.issues.count).toBe(0)
    expect(result.table.rowCount).toBe(rows)
    const [date, y, note] = result.table.columns
    for (const row of [0, 1, 29_999, rows - 1]) {
      expect(cellText(date, row)).toBe(day(row))
      expect(cellText(y, row)).toBe((row / 4).toFixed(2))
      expect(cellText(note, row)).toBe(`note\n${row % 3}, é`)
    }
  })

  it('reads again when late rows show the order of day and month', () => {
    const at = (i: number): string => (i < rows - 100 ? `0${1 + (i % 9)}` : '25')
    const lines = Array.from({ length: rows }, (_, i) => `01/${at(i)}/2020,${i},some filling text`)
    const result = importText(`when,y,note\n${lines.join('\n')}\n`)
    expect(kinds(result)[0]).toBe('when: M/D/YYYY')
    expect(result.issues.count).toBe(0)
  })

  it('reads again when a column of numbers turns to text, and the other way round', () => {
    const lines = Array.from({ length: rows }, (_, i) =>
      i < rows / 2 ? `${i},,some filling text to make it long` : `abc${i % 5},${i},x`,
    )
    const result = importText(`turns,late,note\n${lines.join('\n')}\n`)
    expect(kinds(result)).toEqual(['turns: text', 'late: number', 'note: text'])
    expect(column(result, 0)[7]).toBe('7')
    expect(column(result, 1)[rows - 1]).toBe(String(rows - 1))
  })
})
