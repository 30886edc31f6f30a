import type { IssueList } from '../issues'
import type { Roles } from '../roles'
import type { DataIssue, IssueSeverity, Table } from '../table'
import type { SeriesReading } from '../to-series'
import { completenessOf, type CompletenessMap } from './completeness'
import type { Finding } from './finding'
import { seriesFindings } from './series-findings'
import { tableFindings } from './table-findings'

/** What is to be told of a dataset's health. */
export interface HealthReport {
  /** The gravest first. */
  readonly findings: readonly Finding[]
  /** Missing cells of every number and date column, unreadable ones counted, for a bar beside its name. */
  readonly missing: readonly { readonly column: string; readonly count: number }[]
  /** Where the series has gaps and duplicates; null without dates. */
  readonly completeness: CompletenessMap | null
}

const gravity: Readonly<Record<IssueSeverity, number>> = { error: 0, warning: 1, info: 2 }

/**
 * Looks a dataset over: gaps and duplicates, missing values, sentinels, outliers, level shifts, constant
 * and duplicate columns, covariates that know the future. Changes nothing.
 * @param reading the series that was made of the table with these roles.
 * @param issues what the import found; sentinels among them become findings.
 * @param partial what is only known of the rows that became one by a repair.
 */
export function checkHealth(
  table: Table,
  roles: Roles,
  reading: SeriesReading,
  issues: IssueList,
  partial: readonly Finding[],
): HealthReport {
  const findings = [
    ...partial,
    ...tableFindings(table, roles, reading.axis),
    ...issues.issues.filter(({ code }) => code === 'sentinel-value').flatMap(sentinelFinding),
    ...(reading.series === null ? [] : seriesFindings(reading.series)),
  ]
  return {
    findings: findings.sort((a, b) => gravity[a.severity] - gravity[b.severity]),
    missing: table.columns.flatMap((column) =>
      column.type === 'text' ? [] : [{ column: column.name, count: missingCount(column.values) }],
    ),
    completeness: completenessOf(reading),
  }
}

function missingCount(values: Float64Array): number {
  let count = 0
  for (const value of values) if (Number.isNaN(value)) count += 1
  return count
}

function sentinelFinding({ column, message, value }: DataIssue): readonly Finding[] {
  if (column === null) return []
  return [
    {
      code: 'sentinel',
      severity: 'warning',
      column,
      count: 1,
      times: [],
      value,
      message: `"${column}": ${message}`,
      why: 'Taken for a measurement, a code such as -999 rules the scale of the whole column.',
      repairs: ['sentinel-to-missing', 'accept'],
    },
  ]
}
