import type { NumberColumn } from '../table'

/** Groups of columns that hold the same values in every row, two columns or more each, in table order. */
export function duplicateColumns(
  columns: readonly NumberColumn[],
): readonly (readonly NumberColumn[])[] {
  const groups = new Map<number, NumberColumn[][]>()
  for (const column of columns) {
    const hash = hashOf(column.values)
    const candidates = groups.get(hash) ?? []
    const same = candidates.find(([first]) => areEqual(first.values, column.values))
    if (same === undefined) candidates.push([column])
    else same.push(column)
    groups.set(hash, candidates)
  }
  return [...groups.values()].flat().filter((group) => group.length > 1)
}

/** The one value of a column that never changes; null when it does or when there is none. */
export function constantValue(values: Float64Array): number | null {
  let found: number | null = null
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (found !== null && value !== found) return null
    found = value
  }
  return found
}

/** FNV-1a over the bits of the values; all NaN are alike and 0 is −0. */
function hashOf(values: Float64Array): number {
  const number = new Float64Array(1)
  const bits = new Uint32Array(number.buffer)
  let hash = 0x811c9dc5
  for (const value of values) {
    number[0] = Number.isNaN(value) ? Number.NaN : value + 0
    hash = Math.imul(hash ^ bits[0], 0x01000193)
    hash = Math.imul(hash ^ bits[1], 0x01000193)
  }
  return hash
}

function areEqual(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => value === b[i] || (Number.isNaN(value) && Number.isNaN(b[i])))
}
