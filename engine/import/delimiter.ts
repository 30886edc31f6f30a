import { createScanner } from './text/record-scanner'
import { findAlignment } from './text/aligned-text'
import { delimiters, type Delimiter } from './reader'

/** Characters that are a delimiter wherever they stand. */
const candidates = delimiters.filter((delimiter) => delimiter !== ' ')
const sampleLength = 1 << 16
/** Share of the rows cut alike from which blanks in them are padding. */
const surelyCut = 0.6

/**
 * The delimiter that cuts most rows into the same number of cells, at least two; on a tie the one that
 * makes more columns. Where none cuts most of them, a space if blanks align columns. A file of one column gets a
 * delimiter that does not occur in it.
 * @param bytes UTF-8.
 */
export function detectDelimiter(bytes: Uint8Array, from: number, newline: number): Delimiter {
  const to = wholeLines(bytes, from)
  let best: Delimiter | null = null
  let bestShare = 0
  let mostCells = 0
  for (const delimiter of candidates) {
    const counts = cellCounts(bytes, { delimiter: delimiter.charCodeAt(0), newline }, from, to)
    const cells = commonest(counts)
    if (cells < 2) continue
    const share = counts.filter((count) => count === cells).length / counts.length
    if (share > bestShare || (share === bestShare && cells > mostCells)) {
      best = delimiter
      bestShare = share
      mostCells = cells
    }
  }
  if (bestShare < surelyCut && findAlignment(bytes, from) !== null) return ' '
  const seen = bytes.subarray(from, to)
  return best ?? candidates.find((delimiter) => !seen.includes(delimiter.charCodeAt(0))) ?? ','
}

/** The delimiter that a spreadsheet wrote into the first line as `sep=;`, or null. */
export function declaredDelimiter(line: string): Delimiter | null {
  const match = /^sep=(.)\r?$/.exec(line)
  return candidates.find((delimiter) => delimiter === match?.[1]) ?? null
}

/** Cells of each row that is not blank, trailing empty cells counted. */
function cellCounts(
  bytes: Uint8Array,
  dialect: { delimiter: number; newline: number },
  from: number,
  to: number,
): readonly number[] {
  const scanner = createScanner(bytes, dialect, from, to)
  const counts: number[] = []
  for (let count = scanner.next(); count >= 0; count = scanner.next()) {
    const { starts, ends } = scanner
    let filled = false
    for (let i = 0; i < count && !filled; i++) filled = ends[i] > starts[i]
    if (filled) counts.push(count)
  }
  return counts
}

/** The commonest count above one, the first such on a tie; 0 when there is none. */
function commonest(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) if (count > 1) times.set(count, (times.get(count) ?? 0) + 1)
  let best = 0
  for (const [count, often] of times) if (often > (times.get(best) ?? 0)) best = count
  return best
}

/** Where the sample ends, without the row that it would cut through. */
function wholeLines(bytes: Uint8Array, from: number): number {
  if (bytes.length - from <= sampleLength) return bytes.length
  const sample = bytes.subarray(from, from + sampleLength)
  const end = Math.max(sample.lastIndexOf(10), sample.lastIndexOf(13))
  return end > 0 ? from + end + 1 : from + sampleLength
}
