import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText } from '../../../../engine/data/cell-text'
import { EngineError } from '../../../../engine/errors'
import { pastedFile } from '../../../../engine/import/clipboard'
import { readHtmlTables } from '../../../../engine/import/clipboard/html-tables'
import { rawValue } from '../../../../engine/import/clipboard/raw-value'
import { importFile } from '../../../../engine/import/import-file'
import type { ImportResult } from '../../../../engine/import/reader'

const fixture = (name: string): string => readFileSync(`tests/fixtures/clipboard/${name}`, 'utf8')

const paste = (html: string | null, text: string | null = null): ImportResult =>
  importFile(pastedFile({ text, html }))

const kinds = ({ table }: ImportResult): readonly string[] =>
  table.columns.map((column) =>
    column.type === 'date' ? `${column.name}: ${column.format}` : `${column.name}: ${column.type}`,
  )

const row = ({ table }: ImportResult, index: number): readonly string[] =>
  table.columns.map((column) => cellText(column, index))

describe('pasted from', () => {
  it('Excel', () => {
    const result = paste(fixture('excel.html'), 'Date\tSales')
    expect(result.format).toBe('html')
    expect(kinds(result)).toEqual(['Date: M/D/YYYY', 'Sales: number', 'Note: text'])
    expect(row(result, 1)).toEqual(['2021-02-13', '1231.50', 'R&D north'])
    expect(result.table.rowCount).toBe(5)
  })

  it('Excel, as text alone', () => {
    const result = paste(null, fixture('excel.txt'))
    expect(result).toMatchObject({ format: 'csv', delimiter: '\t' })
    expect(row(result, 4)).toEqual(['2021-05-13', '1234.50', 'two\nlines'])
  })

  it('LibreOffice, with the values behind the rounded text', () => {
    const result = paste(fixture('libreoffice.html'))
    expect(kinds(result)).toEqual(['Datum: D.M.YYYY', 'Wert: number', 'Anteil: number'])
    const [date, value] = result.table.columns
    expect(cellText(date, 2)).toBe('2021-01-03')
    expect(value.type === 'number' ? value.values[2] : null).toBe(1236.56789)
  })

  it('Google Sheets, with dates in any language', () => {
    const result = paste(fixture('google-sheets.html'))
    expect(result.table.columns.map(({ name, type }) => [name, type])).toEqual([
      ['When', 'date'],
      ['Price', 'number'],
      ['Open', 'text'],
    ])
    const [when, price] = result.table.columns
    expect(cellText(when, 1)).toBe('2021-01-02 12:00')
    expect(price.type === 'number' ? price.values[1] : null).toBe(11.123456)
  })

  it('a page, the largest of its tables', () => {
    const result = paste(fixture('web-page.html'))
    expect(result.table.rowCount).toBe(6)
    expect(row(result, 1)).toEqual(['2021-02', '1231', '2000'])
    expect(result.issues.issues.map(({ code }) => code)).toContain('sheet-chosen')
  })

  it('cells that span rows', () => {
    const result = paste(fixture('row-spans.html'))
    expect(row(result, 2)).toEqual(['North', '2021-01-03', '2'])
    expect(row(result, 5)).toEqual(['South', '2021-01-03', '5'])
  })
})

describe('files', () => {
  it('reads a page that is called a workbook, in its encoding', () => {
    const bytes = readFileSync('tests/fixtures/clipboard/shop-export.xls')
    const result = importFile({ name: 'shop-export.xls', bytes })
    expect(result).toMatchObject({ format: 'html', encoding: 'Windows-1252' })
    expect(result.table.columns.map(({ name }) => name)).toEqual(['Datum', 'Größe'])
  })

  it.each<[string, string | null, string | null, string]>([
    ['nothing', null, null, 'file-empty'],
    ['blanks', ' \n', null, 'file-empty'],
    ['a page without a table', null, '<!DOCTYPE html><p>x</p>', 'file-empty'],
    ['a table without cells', null, '<table></table>', 'file-not-text'],
  ])('refuses %s', (_, text, html, code) => {
    expect(() => paste(html, text)).toThrow(expect.objectContaining({ code }))
  })
})

describe('tables of HTML', () => {
  it('spans as a browser does', () => {
    const html =
      '<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td rowspan=2>d<tr><td>e<td>f</table>'
    expect(readHtmlTables(html, 'x')).toEqual([
      [
        ['a', 'b', 'b'],
        ['a', 'c', 'd'],
        ['e', 'f', 'd'],
      ],
    ])
  })

  it('is bounded by the limits, whatever a cell claims to span', () => {
    const huge = '<td colspan=99999 rowspan=99999>x</td>'
    const html = `<table>${`<tr>${huge}</tr>`.repeat(4000)}</table>`
    expect(() => readHtmlTables(html, 'x')).toThrow(
      expect.objectContaining({ code: 'file-too-large' }),
    )
  })

  it('reads any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<table>',
        '</table>',
        '<tr>',
        '</tr>',
        '<td>',
        '<td rowspan=3>',
        '<th colspan="2">',
      ),
      fc.constantFrom('<br/>', '<!--', '-->', '<script>', '&amp;', '<', '>', '"', "='", 'x', '1'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const rows of readHtmlTables(pieces.join(''), 'x')) {
          expect(rows.every((cells) => cells.every((cell) => cell !== undefined))).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('values behind the text', () => {
  it.each<[string, string, unknown]>([
    ['<td sdval="1234.5678">', '1.234,57', 1234.5678],
    ['<td sdval="0.1234">', '12,3%', 0.1234],
    ['<td sdval="-5">', '(5)', -5],
    ['<td sdval="44197" sdnum="1031;1031;TT.MM.JJ">', '01.01.21', undefined],
    ['<td x:num="3.14159">', '3.1', 3.14159],
    ['<td x:num>', '3.1', undefined],
    ['<td sdval="">', '', undefined],
    ['<td data-sheets-value="broken">', '5', undefined],
  ])('%s showing %s', (source, shown, value) => {
    expect(rawValue(source, shown)).toBe(value)
  })
})

it('throws nothing but errors of the engine for mutated fixtures', () => {
  const files = ['excel.html', 'libreoffice.html', 'google-sheets.html', 'web-page.html'].map(
    fixture,
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('<', '>', '"', 'x', '&', '/', '')), {
        maxLength: 9,
      }),
      (file, edits) => {
        let html = file
        for (const [at, text] of edits) {
          const cut = at % html.length
          html = html.slice(0, cut) + text + html.slice(cut + 1)
        }
        try {
          paste(html)
        } catch (thrown) {
          if (!(thrown instanceof EngineError)) throw thrown
        }
      },
    ),
    { numRuns: 200 },
  )
})
