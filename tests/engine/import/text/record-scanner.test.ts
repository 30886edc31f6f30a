import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { longestRow } from '../../../../engine/import/limits'
import { createScanner } from '../../../../engine/import/text/record-scanner'
import { isPlainUtf8 } from '../../../../engine/import/text/plain-utf8'
import { byteParser } from '../../../../engine/import/text/parse-bytes'

const encoder = new TextEncoder()

function scan(text: string, delimiter = ','): { rows: string[][]; faults: string[] } {
  const bytes = encoder.encode(text)
  const dialect = { delimiter: delimiter.charCodeAt(0), newline: 10 }
  const scanner = createScanner(bytes, dialect, 0, bytes.length)
  const rows: string[][] = []
  const faults: string[] = []
  for (let cells = scanner.next(); cells >= 0; cells = scanner.next()) {
    rows.push(Array.from({ length: cells }, (_, cell) => scanner.text(cell)))
    faults.push(scanner.fault)
  }
  return { rows, faults }
}

/** The other parser's rows, blanks around cells without quotes trimmed as the scanner does. */
function oracle(text: string, delimiter: string): readonly (readonly string[])[] {
  const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n' })
  // It takes what follows the last line end for a row of its own.
  if (text.endsWith('\n')) data.pop()
  return data
}

describe('records', () => {
  it('cuts quoted cells as RFC 4180 has them, like papaparse', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab1,;"\n é€'.split('')), maxLength: 8 })
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.boolean(),
        (cells, delimiter, end) => {
          const quoted = cells.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`))
          const text = quoted.map((row) => row.join(delimiter)).join('\n') + (end ? '\n' : '')
          const { rows: found } = scan(text, delimiter)
          expect(found).toEqual(cells)
          expect(found).toEqual(oracle(text, delimiter))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('cuts cells without quotes like papaparse', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab1;x.é-'.split('')), maxLength: 8 })
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(rows, (cells) => {
        const text = `${cells.map((row) => row.join(',')).join('\n')}\n`
        expect(scan(text).rows).toEqual(oracle(text, ','))
      }),
      { numRuns: 300 },
    )
  })

  it('loses no row to a quotation mark that is never closed', () => {
    const { rows, faults } = scan('a,b\n"1,2\n3,4\n')
    expect(rows).toEqual([
      ['a', 'b'],
      ['"1', '2'],
      ['3', '4'],
    ])
    expect(faults).toEqual(['none', 'open', 'none'])
  })

  it('stays linear with a quotation mark at the start of every row', () => {
    const bytes = encoder.encode('"a,1\n'.repeat(200_000))
    const scanner = createScanner(bytes, { delimiter: 44, newline: 10 }, 0, bytes.length)
    let rows = 0
    while (scanner.next() >= 0) rows += 1
    expect(rows).toBe(200_000)
  })
})

describe('cells as bytes', () => {
  it('reads plain numbers to the last bit as JavaScript does, or leaves them to the text', () => {
    const parser = byteParser({ kind: 'number', decimal: '.' })
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.tuple(fc.integer(), fc.nat(99_999)).map(([whole, part]) => `${whole}.${part}`),
    )
    fc.assert(
      fc.property(number, (text) => {
        const bytes = encoder.encode(text)
        const value = parser.parse(bytes, 0, bytes.length)
        expect(Number.isNaN(value) || Object.is(value, Number(text))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('reads ISO dates and times as JavaScript does in UTC', () => {
    const parser = byteParser({ kind: 'date', order: 'ymd', separator: '-' })
    const instant = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instant, (date) => {
        const bytes = encoder.encode(date.toISOString())
        expect(parser.parse(bytes, 0, bytes.length)).toBe(date.getTime())
      }),
      { numRuns: 1000 },
    )
    for (const wrong of ['2019-02-29', '2019-13-01', '2019-01-01T24:30', '2019-1', '2019-01-01x']) {
      const bytes = encoder.encode(wrong)
      expect(parser.parse(bytes, 0, bytes.length)).toBeNaN()
    }
  })

  it('knows valid UTF-8', () => {
    const strict = new TextDecoder('utf-8', { fatal: true })
    const byte = fc.constantFrom(
      0x41,
      0x7f,
      0x80,
      0xbf,
      0xc0,
      0xc2,
      0xe0,
      0xa0,
      0xed,
      0x9f,
      0xf0,
      0x90,
      0xf4,
      0x8f,
      0xff,
    )
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), (values) => {
        const bytes = Uint8Array.from(values)
        let valid = true
        try {
          strict.decode(bytes)
        } catch (thrown) {
          if (!(thrown instanceof TypeError)) throw thrown
          valid = false
        }
        expect(isPlainUtf8(bytes)).toBe(valid)
      }),
      { numRuns: 3000 },
    )
  })
})

it('refuses a row without end after its limit, not at the end of the file', () => {
  const bytes = new Uint8Array(longestRow + 20).fill(120)
  bytes.set(encoder.encode('a,b\n'))
  const scanner = createScanner(bytes, { delimiter: 44, newline: 10 }, 0, bytes.length)
  expect(scanner.next()).toBe(2)
  expect(() => scanner.next()).toThrow(/Row 2 is longer than 64 MB/)
})
