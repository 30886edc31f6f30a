import { createRandom } from '../../engine/random'

/** Standard normal numbers, for tests of statistics. */
export function normals(length: number, seed: number): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length }, () => random.normal())
}
