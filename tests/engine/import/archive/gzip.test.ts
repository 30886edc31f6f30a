import { readFileSync } from 'node:fs'
import { crc32, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../../engine/errors'
import { createCrc32 } from '../../../../engine/import/archive/crc32'
import { unpackGzip } from '../../../../engine/import/archive/gzip'
import { importFile } from '../../../../engine/import/import-file'

const packed = (name: string): { name: string; bytes: Uint8Array } => ({
  name,
  bytes: readFileSync(`tests/fixtures/encodings/${name}`),
})

const refusal = (run: () => unknown): EngineError => {
  try {
    run()
  } catch (thrown) {
    if (thrown instanceof EngineError) return thrown
    throw thrown
  }
  throw new Error('It was read.')
}

describe('crc32', () => {
  it('is the published check value of "123456789"', () => {
    const sum = createCrc32()
    sum.take(new TextEncoder().encode('123456789'))
    expect(sum.value).toBe(0xcbf43926)
  })

  it('does not depend on how the bytes are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), (bytes, cut) => {
        const sum = createCrc32()
        sum.take(bytes.subarray(0, cut))
        sum.take(bytes.subarray(cut))
        expect(sum.value).toBe(crc32(bytes))
      }),
    )
  })
})

describe('gzip', () => {
  it('reads what is inside, by its own encoding', () => {
    expect(importFile(packed('plain.csv.gz'))).toMatchObject({
      encoding: 'UTF-8',
      table: { rowCount: 6 },
    })
    expect(importFile(packed('tokyo.csv.gz')).encoding).toBe('Shift-JIS')
    expect(importFile(packed('two-members.csv.gz')).table.rowCount).toBe(6)
  })

  it('unpacks any bytes that another packer packed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.uint8Array(), (first, second) => {
        const bytes = Buffer.concat([gzipSync(first), gzipSync(second)])
        const unpacked = unpackGzip({ name: 'a.csv.gz', bytes })
        expect(Buffer.from(unpacked.bytes).equals(Buffer.concat([first, second]))).toBe(true)
        expect(unpacked.name).toBe('a.csv')
      }),
    )
  })

  it.each(['cut.csv.gz', 'damaged.csv.gz'])('refuses %s', (name) => {
    const error = refusal(() => importFile(packed(name)))
    expect(error).toMatchObject({ code: 'file-malformed', details: { file: name } })
    expect(error.details.remedy).toMatch(/again/)
  })

  it('stops at the limit of what a file may unpack to', () => {
    const bytes = gzipSync(Buffer.alloc(3_000_000))
    const error = refusal(() => unpackGzip({ name: 'bomb.gz', bytes }, 2_000_000))
    expect(error.code).toBe('file-too-large')
  })

  it('reads, or refuses with a reason, a file with any byte changed', () => {
    const { bytes } = packed('plain.csv.gz')
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, byte, cut) => {
        const changed = Uint8Array.from(bytes).slice(0, cut)
        if (at < cut) changed[at] = byte
        try {
          unpackGzip({ name: 'x.gz', bytes: changed })
        } catch (thrown) {
          if (!(thrown instanceof EngineError)) throw thrown
        }
      }),
      { numRuns: 300 },
    )
  })
})
