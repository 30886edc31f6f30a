import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText } from '../../../../engine/data/cell-text'
import { decodeChunks, detectEncoding, type Encoding } from '../../../../engine/import/encoding'
import { createRowCounter } from '../../../../engine/import/encoding/row-counter'
import { importFile } from '../../../../engine/import/import-file'
import type { ImportResult } from '../../../../engine/import/reader'

const folder = 'tests/fixtures/encodings'

const read = (name: string): ImportResult =>
  importFile({ name, bytes: readFileSync(`${folder}/${name}`) })

const names = ({ table }: ImportResult): readonly string[] => table.columns.map(({ name }) => name)

const codes = ({ issues }: ImportResult): readonly string[] =>
  issues.issues.map(({ code, row }) => (row === null ? code : `${code} ${row}`))

const cell = ({ table }: ImportResult, column: number, row: number): string =>
  cellText(table.columns[column], row)

/** File name part → the encoding that must be found. */
const byName: Readonly<Record<string, Encoding>> = {
  cp1252: 'Windows-1252',
  cp1251: 'Windows-1251',
  'shift-jis': 'Shift-JIS',
  gb18030: 'GB18030',
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
  mixed: 'UTF-8',
}

const files = readdirSync(folder).filter((name) => name.endsWith('.csv'))

describe('detection', () => {
  it.each(files)('%s', (name) => {
    const result = read(name)
    expect(result.encoding).toBe(byName[name.split('.')[1]])
    expect(result.table.rowCount).toBeGreaterThanOrEqual(5)
  })

  it.each<[string, readonly string[], string]>([
    ['german.cp1252.csv', ['Datum', 'Größe', 'Straße'], 'Königstraße'],
    ['tokyo.shift-jis.csv', ['年月日', '平均気温(℃)', '天気'], '晴れ'],
    ['half-width.shift-jis.csv', ['ﾋﾂﾞｹ', 'ｳﾘｱｹﾞ', '店舗'], '東京'],
    ['weather-words.gb18030.csv', ['日期', '气温', '天气'], '阴'],
    ['no-mark.utf-16be.csv', ['date', 'y', 'note'], 'Zoë'],
  ])('%s has its letters', (name, header, text) => {
    const result = read(name)
    expect(names(result)).toEqual(header)
    expect(cell(result, 2, 0)).toBe(text)
  })

  it('says which encoding it took for granted', () => {
    expect(codes(read('shares.gb18030.csv'))).toEqual(['encoding-assumed'])
    expect(codes(read('mark.utf-16le.csv'))).toEqual([])
    expect(codes(read('mark.utf-8.csv'))).toEqual([])
  })

  it('reads in the encoding that is asked for', () => {
    const text = 'Datum;Žluť\n2021-01-01;1\n'
    const bytes = Uint8Array.from(text, (c) => ({ Ž: 0x8e, ť: 0x9d })[c] ?? c.charCodeAt(0))
    const result = importFile({ name: 'a.csv', bytes, encoding: 'Windows-1250' })
    expect(names(result)).toEqual(['Datum', 'Žluť'])
    expect(result.encoding).toBe('Windows-1250')
  })

  it('takes any text in UTF-8 and UTF-16 with a mark for what it is', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((t) => !t.includes('\0'))
    fc.assert(
      fc.property(text, (t) => {
        expect(detectEncoding(new TextEncoder().encode(t))).toBe('UTF-8')
        const bytes = Buffer.from(`\ufeff${t}`, 'utf16le')
        expect(detectEncoding(bytes)).toBe('UTF-16LE')
        const decoded = [...decodeChunks({ name: 'a', bytes }, 'UTF-16LE')].join('')
        expect(decoded).toBe(t)
      }),
    )
  })
})

describe('faults of the text', () => {
  it('names the rows that are in another encoding and reads them', () => {
    const result = read('two-programs.mixed.csv')
    expect(codes(result)).toEqual(['mixed-encoding 4', 'mixed-encoding 6'])
    expect(Array.from({ length: 6 }, (_, row) => cell(result, 2, row))).toEqual(
      Array(6).fill('Zoë'),
    )
  })

  it('leaves out zero bytes and names their rows', () => {
    const result = read('zero-bytes.utf-8.csv')
    expect(codes(result)).toEqual(['zero-bytes 5', 'zero-bytes 8'])
    expect(cell(result, 1, 3)).toBe('4')
    expect(result.table.rowCount).toBe(6)
  })

  it('tells of an end inside a character', () => {
    const result = read('cut-inside-character.utf-8.csv')
    expect(codes(result)).toEqual(['file-cut-off'])
    expect(cell(result, 2, 5)).toBe('Zo')
  })
})

describe('rows of a text', () => {
  it.each<[string, number]>([
    ['a\nb\n', 3],
    ['a\r\nb\r\n', 3],
    ['a\rb\r', 3],
    ['"a\nb"\nc', 2],
    ['', 1],
  ])('%j', (text, row) => {
    for (let cut = 0; cut <= text.length; cut++) {
      const counter = createRowCounter()
      counter.take(text.slice(0, cut))
      counter.take(text.slice(cut))
      expect(counter.row).toBe(row)
    }
  })
})
