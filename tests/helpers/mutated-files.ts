import { readdirSync, readFileSync, statSync } from 'node:fs'
import fc from 'fast-check'
import { EngineError } from '../../engine/errors'
import { createDatasetStore } from '../../engine/jobs/dataset-store'

/** Every fixture of the import, whatever its format. */
export function fixtureFiles(): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const roots = [
    'tests/fixtures/import',
    'tests/fixtures/workbooks',
    'tests/fixtures/encodings',
    'tests/fixtures/clipboard',
  ]
  return roots
    .flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => `${root}/${name}`),
    )
    .filter((path) => statSync(path).isFile() && !path.endsWith('.json'))
    .map((path) => ({ name: path, bytes: readFileSync(path) }))
}

/**
 * Opens bytes and looks at all of it; true when read, false when refused with a reason.
 * @throws what the import must never throw.
 */
export function survives(bytes: Uint8Array, name = 'm.csv'): boolean {
  const store = createDatasetStore()
  try {
    const profile = store.open({ id: 'm', file: { name, bytes } })
    const rows = store.rows({ id: 'm', from: 0, count: profile.rows })
    if (rows.length !== profile.rows) throw new Error(`${rows.length} of ${profile.rows} rows`)
    if (profile.blocked === null && store.series({ id: 'm' }).values.length === 0) {
      throw new Error('A series has no step.')
    }
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
    fc.constantFrom(...'",;\t|\r\n0.-/#(%$:'.split('')).map((c) => c.charCodeAt(0)),
  ),
)

/** A file, which bytes of it to change, where to cut it, and a piece to write twice. */
export const mutation = fc.record({
  file: fc.nat(),
  flips: fc.array(flip, { maxLength: 20 }),
  cut: fc.nat(),
  again: fc.option(fc.tuple(fc.nat(), fc.nat(400))),
})

export function mutated(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  { file, flips, cut, again }: typeof mutation extends fc.Arbitrary<infer M> ? M : never,
): { readonly name: string; readonly bytes: Uint8Array } {
  const { name, bytes: whole } = files[file % files.length]
  const part = Uint8Array.from(whole).slice(0, 1 + (cut % (2 * whole.length)))
  const [at, length] = again ?? [0, 0]
  const from = at % part.length
  const piece = part.slice(from, from + length)
  const bytes = new Uint8Array(part.length + piece.length)
  bytes.set(part.subarray(0, from))
  bytes.set(piece, from)
  bytes.set(part.subarray(from), from + piece.length)
  for (const [place, byte] of flips) bytes[place % bytes.length] = byte
  return { name, bytes }
}
