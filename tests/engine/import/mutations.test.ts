import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EngineError } from '../../../engine/errors'
import { createDatasetStore } from '../../../engine/jobs/dataset-store'

const folder = 'tests/fixtures/import'
const files = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`))

/** Opens bytes and looks at all of it; true when read, false when refused with a reason. */
function survives(bytes: Uint8Array): boolean {
  const store = createDatasetStore()
  try {
    const profile = store.open({ id: 'm', file: { name: 'm.csv', bytes } })
    const rows = store.rows({ id: 'm', from: 0, count: profile.rows })
    expect(rows).toHaveLength(profile.rows)
    if (profile.blocked === null) expect(store.series({ id: 'm' }).values.length).toBeGreaterThan(0)
    return true
  } catch (thrown) {
    if (!(thrown instanceof EngineError) || thrown.code === 'internal') throw thrown
    return false
  }
}

const flip = fc.tuple(
  fc.nat(),
  fc.oneof(
    fc.nat(255),
    fc.constantFrom(...'",;\t|\r\n0.-/'.split('')).map((c) => c.charCodeAt(0)),
  ),
)

it('reads or refuses every mutation of the fixtures', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(flip, { maxLength: 20 }),
      fc.nat(),
      (file, flips, cut) => {
        const bytes = Uint8Array.from(file).slice(0, 1 + (cut % (2 * file.length)))
        for (const [at, byte] of flips) bytes[at % bytes.length] = byte
        survives(bytes)
      },
    ),
    { numRuns: 500 },
  )
})

it('reads or refuses any text', () => {
  const cell = fc.string({ unit: 'binary', maxLength: 8 })
  const text = fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 })
  fc.assert(
    fc.property(text, (rows) => {
      survives(new TextEncoder().encode(rows.map((row) => row.join(',')).join('\n')))
    }),
    { numRuns: 300 },
  )
})
