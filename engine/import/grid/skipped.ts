import type { IssueLog } from '../../data/issues'
import type { DataIssue } from '../../data/table'

/** Reports a row above the table that is no part of it: a title, metadata or a comment. */
export function logAbove(
  cells: readonly string[],
  row: number,
  comment: string | null,
  log: IssueLog,
): void {
  const isComment = comment !== null && cells[0].startsWith(comment)
  log.add({
    ...left(row),
    code: isComment ? 'comment-skipped' : 'metadata-skipped',
    message: isComment
      ? `"${shown(cells)}" is a comment; it was left out.`
      : `"${shown(cells)}" stands above the table and is no row of it; it was left out.`,
  })
}

/** Reports a row below the table that is no part of it: a total or a footnote. */
export function logBelow(cells: readonly string[], row: number, log: IssueLog): void {
  log.add({
    ...left(row),
    code: 'footer-skipped',
    message: `"${shown(cells)}" is a total or a note below the table and no row of it; it was left out.`,
  })
}

function left(row: number): Pick<DataIssue, 'severity' | 'row' | 'column' | 'repairs'> {
  return { severity: 'info', row, column: null, repairs: ['keep-row'] }
}

function shown(cells: readonly string[]): string {
  const text = cells.filter((cell) => cell !== '').join(' ')
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`
}
