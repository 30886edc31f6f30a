import { createScanner, type Dialect } from './record-scanner'

/** Records as text, and where each starts. */
export interface SampledRecords {
  /** Cells of each record, trimmed; blank records included. */
  readonly rows: readonly (readonly string[])[]
  readonly starts: readonly number[]
}

/** The first records between two bytes, at most `count` and about `most` bytes. */
export function sampleRecords(
  bytes: Uint8Array,
  dialect: Dialect,
  from: number,
  to: number,
  count: (width: number) => number,
  most: number,
): SampledRecords {
  const scanner = createScanner(bytes, dialect, from, to)
  const rows: (readonly string[])[] = []
  const starts: number[] = []
  let width = 0
  for (let cells = scanner.next(); cells >= 0; cells = scanner.next()) {
    rows.push(Array.from({ length: cells }, (_, cell) => scanner.text(cell).trim()))
    starts.push(scanner.recordStart)
    width = Math.max(width, cells)
    // A row of names may be longer than the sample, and then the rows below it still count.
    const isEnough = rows.length > 2 && scanner.position - from > most
    if (rows.length >= count(width) || isEnough) break
  }
  return { rows, starts }
}

/** Bytes at the end of a file in which footnotes are looked for. */
const tailBytes = 1 << 16

/** The last records before `to`, at most `count`, none from before `from`. */
export function lastRecords(
  bytes: Uint8Array,
  dialect: Dialect,
  from: number,
  to: number,
  count: number,
): SampledRecords {
  let start = from
  if (to - from > tailBytes) {
    const line = bytes.indexOf(dialect.newline, to - tailBytes)
    if (line < 0 || line >= to) return { rows: [], starts: [] }
    start = line + 1
  }
  const all = sampleRecords(bytes, dialect, start, to, () => Infinity, Infinity)
  return { rows: all.rows.slice(-count), starts: all.starts.slice(-count) }
}
