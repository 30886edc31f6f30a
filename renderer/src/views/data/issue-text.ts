import type { DataIssue, IssueCode } from '../../../../engine/data/table'

const titles: Readonly<Record<IssueCode, string>> = {
  'unreadable-cell': 'Not a number',
  'missing-cell': 'Empty cell',
  'unreadable-date': 'Not a date',
  gap: 'Missing steps',
  'duplicate-date': 'Same date twice',
  'unordered-dates': 'Dates out of order',
  'irregular-dates': 'Uneven dates',
  'constant-column': 'One value only',
  'extra-cells': 'Too many cells',
  'missing-cells': 'Too few cells',
  'malformed-quotes': 'Broken quotes',
  'off-grid-date': 'Off the grid',
  'partial-period': 'Part of a step',
  'column-renamed': 'Column renamed',
  'header-is-data': 'No header',
  'encoding-assumed': 'Encoding assumed',
  'date-order-assumed': 'Day or month first',
  'year-assumed': 'Year assumed',
  'mixed-date-orders': 'Two orders of dates',
  'number-format-assumed': 'Number format assumed',
  'zone-ignored': 'Time zone ignored',
  'read-as-index': 'Read row by row',
  'rows-numbered': 'Rows counted',
  'flags-left-out': 'Marks left out',
  'formula-texts': 'Texts as formulas',
  'mixed-column': 'Numbers and text mixed',
  'metadata-skipped': 'Lines before the table',
  'comment-skipped': 'Comment',
  'footer-skipped': 'Line after the table',
  'second-table': 'A second table',
  'sentinel-value': 'Stands for missing?',
  'offsets-vary': 'Changing time offset',
  'dst-repeated': 'Hour that exists twice',
  'dst-missing': 'Hour that is skipped',
  'dates-combined': 'Dates put together',
  'table-turned': 'Table turned',
  'layout-recognised': 'Known layout',
  'mixed-encoding': 'Another encoding',
  'zero-bytes': 'Zero bytes',
  'file-cut-off': 'File cut off',
  'sheet-chosen': 'Sheet chosen',
  'hidden-cells': 'Hidden cells',
  'merged-cells': 'Merged cells',
}

/** What kind of fault it is, in two or three words. */
export function issueTitle(issue: DataIssue): string {
  return titles[issue.code]
}

/** `row 606, temp_max`; empty when the issue has no place. */
export function issuePlace(issue: DataIssue): string {
  const row = issue.row === null ? null : `row ${issue.row.toLocaleString('en-US')}`
  return [row, issue.column].filter((part) => part !== null).join(', ')
}

/** The issue after `current` in list order (F8), or the one before, around the ends; -1 without any. */
export function nextIssue(count: number, current: number, backwards: boolean): number {
  if (count === 0) return -1
  if (current < 0) return backwards ? count - 1 : 0
  return (current + (backwards ? count - 1 : 1)) % count
}

/**
 * Where a ruler of `buckets` steps has marks: the gravest issue of each.
 * @param lastFileRow number of the file's last row
 */
export function rulerMarks(
  issues: readonly DataIssue[],
  lastFileRow: number,
  buckets: number,
): readonly { readonly at: number; readonly severity: DataIssue['severity'] }[] {
  const grave = { error: 2, warning: 1, info: 0 }
  const marks = new Map<number, DataIssue['severity']>()
  for (const { row, severity } of issues) {
    if (row === null) continue
    const bucket = Math.min(
      buckets - 1,
      Math.floor(((row - 1) / Math.max(1, lastFileRow)) * buckets),
    )
    const held = marks.get(bucket)
    if (held === undefined || grave[severity] > grave[held]) marks.set(bucket, severity)
  }
  return [...marks].map(([bucket, severity]) => ({ at: bucket / buckets, severity }))
}
