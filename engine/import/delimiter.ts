import { parseSample } from './records'
import type { Delimiter } from './reader'

const candidates: readonly Delimiter[] = [',', ';', '\t', '|']
const sampleLength = 1 << 16

/**
 * The delimiter that cuts most rows into as many cells as the first row has, at least two; on a tie the
 * one that makes more columns. A file of one column gets a delimiter that does not occur in it.
 */
export function detectDelimiter(text: string): Delimiter {
  const sample = wholeLines(text)
  let best: Delimiter | null = null
  let bestShare = 0
  let mostCells = 0
  for (const delimiter of candidates) {
    const counts = parseSample(sample, delimiter)
      .filter((record) => record.some((cell) => cell.trim() !== ''))
      .map((record) => record.length)
    const cells = counts[0] ?? 0
    if (cells < 2) continue
    const share = counts.filter((count) => count === cells).length / counts.length
    if (share > bestShare || (share === bestShare && cells > mostCells)) {
      best = delimiter
      bestShare = share
      mostCells = cells
    }
  }
  return best ?? candidates.find((delimiter) => !sample.includes(delimiter)) ?? ','
}

/** The delimiter that a spreadsheet wrote into the first line as `sep=;`, or null. */
export function declaredDelimiter(text: string): Delimiter | null {
  const match = /^sep=(.)\r?(?:\n|$)/.exec(text)
  return candidates.find((delimiter) => delimiter === match?.[1]) ?? null
}

/** The sample without the row that it cuts through. */
function wholeLines(text: string): string {
  if (text.length <= sampleLength) return text
  const sample = text.slice(0, sampleLength)
  const end = Math.max(sample.lastIndexOf('\n'), sample.lastIndexOf('\r'))
  return end > 0 ? sample.slice(0, end) : sample
}
