import { datesThatNeedNoProof } from '../date-forms/all'
import { isSummaryName } from './summary-names'

/**
 * Columns from the first to the last whose cells are dates of one form that rise or fall strictly, years
 * among them; at least three, to the end of the row or to a total there. Null when there are none.
 */
export function datesAcross(cells: readonly string[]): readonly number[] | null {
  const last = cells.findLastIndex((cell) => cell !== '' && !isSummaryName(cell))
  if (last < 2) return null
  let longest = 2
  let from = -1
  for (const { parse } of datesThatNeedNoProof) {
    if (Number.isNaN(parse(cells[last]))) continue
    let first = last
    const rising = parse(cells[last]) > parse(cells[last - 1])
    while (first > 0) {
      const step = parse(cells[first]) - parse(cells[first - 1])
      if (Number.isNaN(step) || step === 0 || step > 0 !== rising) break
      first -= 1
    }
    if (last - first < longest || (from >= 0 && last - first === longest)) continue
    longest = last - first
    from = first
  }
  return from < 0 ? null : Array.from({ length: longest + 1 }, (_, i) => from + i)
}
