import { describe, expect, it } from 'vitest'
import type { DataIssue } from '../../../engine/data/table'
import { issuePlace, nextIssue, rulerMarks } from '../../../renderer/src/views/data/issue-text'

const issue = (row: number | null, severity: DataIssue['severity'] = 'warning'): DataIssue => ({
  code: 'unreadable-cell',
  severity,
  row,
  column: 'sales',
  message: '“n/a” is not a number.',
})

describe('issues', () => {
  it('says where, as far as it is known', () => {
    expect(issuePlace(issue(1606))).toBe('row 1,606, sales')
    expect(issuePlace({ ...issue(null), column: null })).toBe('')
  })

  it('walks the list around its ends', () => {
    expect(nextIssue(3, -1, false)).toBe(0)
    expect(nextIssue(3, 2, false)).toBe(0)
    expect(nextIssue(3, -1, true)).toBe(2)
    expect(nextIssue(3, 0, true)).toBe(2)
    expect(nextIssue(0, -1, false)).toBe(-1)
  })

  it('marks the gravest issue of each stretch of the file', () => {
    const issues = [issue(1, 'info'), issue(3, 'error'), issue(99), issue(100), issue(null)]
    expect(rulerMarks(issues, 100, 10)).toEqual([
      { at: 0, severity: 'error' },
      { at: 0.9, severity: 'warning' },
    ])
  })
})
