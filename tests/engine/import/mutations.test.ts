import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fixtureFiles, mutated, mutation, survives } from '../../helpers/mutated-files'

const files = fixtureFiles()

it('reads or refuses every mutation of the fixtures', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(mutation, (change) => {
      const { name, bytes } = mutated(files, change)
      expect(typeof survives(bytes, name)).toBe('boolean')
    }),
    { numRuns: 400 },
  )
})

it('reads or refuses any text', { timeout: 30_000 }, () => {
  const cell = fc.string({ unit: 'binary', maxLength: 8 })
  const text = fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 })
  fc.assert(
    fc.property(text, (rows) => {
      survives(new TextEncoder().encode(rows.map((row) => row.join(',')).join('\n')))
    }),
    { numRuns: 300 },
  )
})
