/**
 * `npm run fuzz:import [count] [seed]`: opens 20,000 mutations of the fixtures and ends with an error at
 * the first that crashes or takes longer than five seconds.
 */
import fc from 'fast-check'
import { fixtureFiles, mutated, mutation, survives } from '../helpers/mutated-files'

const [count = '20000', seed = String(Date.now())] = process.argv.slice(2)
const longestMs = 5000
const files = fixtureFiles()
let read = 0
let slowest = 0
fc.assert(
  fc.property(mutation, (change) => {
    const { name, bytes } = mutated(files, change)
    const start = performance.now()
    if (survives(bytes, name)) read += 1
    const ms = performance.now() - start
    slowest = Math.max(slowest, ms)
    if (ms > longestMs) throw new Error(`${name} took ${ms.toFixed(0)} ms.`)
  }),
  { numRuns: Number(count), seed: Number(seed) | 0 },
)
console.log(
  `${count} mutations of ${files.length} fixtures, seed ${Number(seed) | 0}: ${read} read, the others refused with a reason; the slowest took ${slowest.toFixed(0)} ms.`,
)
