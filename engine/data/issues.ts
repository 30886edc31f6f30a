import type { DataIssue, IssueSeverity } from './table'

/** Issues in the order they were found, bounded: a file with a million faults keeps a thousand of a kind. */
export interface IssueList {
  readonly issues: readonly DataIssue[]
  /** How many there are, kept or not. */
  readonly count: number
}

export interface IssueLog {
  add(issue: DataIssue): void
  list(): IssueList
}

export const mostIssues = 1000

/** Collects issues, at most `mostIssues` of each code; the rest are counted. */
export function createIssueLog(): IssueLog {
  const issues: DataIssue[] = []
  const kept = new Map<string, number>()
  let count = 0
  return {
    add(issue) {
      count += 1
      const ofCode = kept.get(issue.code) ?? 0
      if (ofCode >= mostIssues) return
      kept.set(issue.code, ofCode + 1)
      issues.push(issue)
    },
    list: () => ({ issues, count }),
  }
}

const gravity: Readonly<Record<IssueSeverity, number>> = { error: 0, warning: 1, info: 2 }

/** One list of several, the gravest first and then by row, cut to `mostIssues`. */
export function mergeIssues(...lists: readonly IssueList[]): IssueList {
  const issues = lists
    .flatMap((list) => list.issues)
    .sort((a, b) => gravity[a.severity] - gravity[b.severity] || (a.row ?? 0) - (b.row ?? 0))
  const count = lists.reduce((sum, list) => sum + list.count, 0)
  return { issues: issues.slice(0, mostIssues), count }
}
