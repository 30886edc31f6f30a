import { readdirSync, readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EngineError } from '../../../../engine/errors'
import { readXlsxSheet } from '../../../../engine/import/workbook/xlsx-sheet'
import { createSheetBuilder } from '../../../../engine/import/workbook/sheet-builder'
import { readWorkbook } from '../../../../engine/import/workbook/read-workbook'
import { XmlFault } from '../../../../engine/import/workbook/xml-scanner'

const folder = 'tests/fixtures/workbooks'
const files = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`))

it('reads or refuses every mutation of the fixtures', () => {
  const flip = fc.tuple(fc.nat(), fc.nat(255))
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(flip, { maxLength: 8 }),
      fc.nat(9),
      fc.nat(),
      (file, flips, cuts, cut) => {
        const length = cuts === 0 ? 1 + (cut % file.length) : file.length
        const bytes = Uint8Array.from(file).slice(0, length)
        for (const [at, byte] of flips) bytes[at % length] = byte
        try {
          readWorkbook({ name: 'm.xlsx', bytes }, undefined, {})
        } catch (thrown) {
          if (!(thrown instanceof EngineError) || thrown.code === 'internal') throw thrown
        }
      },
    ),
    { numRuns: 400 },
  )
})

it('reads or refuses a sheet of any tags', () => {
  const piece = fc.constantFrom(
    ...['<row r="3" hidden="1">', '<row>', '</row>', '<c r="B2" t="s">', '<c>', '<c r="ZZZZZ9">'],
    ...[
      '</c>',
      '<v>',
      '</v>',
      '1e999',
      '-3',
      'x',
      '<is><t>',
      '</t></is>',
      '<mergeCell ref="A1:ZZ9"/>',
    ],
    ...['<col min="-5" max="9e9" hidden="1"/>', '<row r="1e9">', '<row r="x">', '<f>a</f>'],
  )
  const shared = { texts: ['a'], formats: [], is1904: false }
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const builder = createSheetBuilder('m.xlsx', 'Data', Infinity, {})
      try {
        readXlsxSheet([`<s>${pieces.join('')}</s>`].values(), shared, builder)
        const { rows, fileRows } = builder.finish()
        expect(rows).toHaveLength(fileRows.length)
        expect(fileRows.every((row, i) => i === 0 || row > fileRows[i - 1])).toBe(true)
      } catch (thrown) {
        if (!(thrown instanceof XmlFault)) throw thrown
      }
    }),
    { numRuns: 500 },
  )
})

/** A ZIP archive of one entry, by hand, with the sizes that its directory shall declare. */
function archiveOf(name: string, data: Uint8Array, declared: number): Uint8Array {
  const packed = deflateRawSync(data)
  const title = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(title.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(declared, 24)
  entry.writeUInt16LE(title.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30 + title.length + packed.length, 16)
  return Buffer.concat([local, title, packed, entry, title, end])
}

it('refuses a bomb before it is unpacked', () => {
  const zeros = new Uint8Array(64 * 2 ** 20)
  const refusal = (declared: number): unknown => {
    const bytes = archiveOf('mimetype', zeros, declared)
    expect(bytes.length).toBeLessThan(100_000)
    try {
      return readWorkbook({ name: 'bomb.ods', bytes }, undefined, {})
    } catch (thrown) {
      return thrown instanceof EngineError ? thrown.code : thrown
    }
  }
  const before = process.memoryUsage().arrayBuffers
  expect(refusal(zeros.length)).toBe('file-too-large')
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 22)
})
