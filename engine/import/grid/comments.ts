import { kindOf } from './cell-kind'
import { filledWidth } from './filled-width'

type Rows = readonly (readonly string[])[]

const commentMarks = ['#', '//', '%', '!']

/** A comment line that names the columns, where no other row does: `# date,value`. */
export function commentedNames(
  rows: Rows,
  filled: readonly number[],
  comment: string | null,
  width: number,
): readonly number[] {
  if (comment === null || width < 2) return []
  const comments = filled.filter((row) => rows[row][0].startsWith(comment))
  const last = comments.findLast((row) => filledWidth(rows[row]) === width)
  if (last === undefined) return []
  const texts = rows[last].map((cell, i) => (i === 0 ? cell.slice(comment.length).trim() : cell))
  return texts.every((cell) => kindOf(cell) === 'text') ? [last] : []
}

export function commentMark(rows: Rows, filled: readonly number[]): string | null {
  const mark = commentMarks.find((each) => filled.some((row) => rows[row][0].startsWith(each)))
  if (mark === undefined) return null
  const others = filled.filter((row) => !rows[row][0].startsWith(mark))
  const first = filled.findIndex((row) => rows[row][0].startsWith(mark))
  // `# date` over rows of values is a comment; a column whose cells begin with # is none, nor is `#N/A`.
  const inNames = first === 0 && filled.length === others.length + 1 && rows[filled[0]][0] === mark
  const error = rows[filled[first]][0].startsWith('#N')
  return others.length === 0 || inNames || error || (others.length < filled.length / 2 && first > 0)
    ? null
    : mark
}
