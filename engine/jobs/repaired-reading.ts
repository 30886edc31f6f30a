import { checkHealth, type HealthReport } from '../data/health/check-health'
import type { Finding } from '../data/health/finding'
import { partialOf } from '../data/health/partial-periods'
import { mergeIssues, type IssueList } from '../data/issues'
import { isSettled } from '../data/repairs/settled'
import { repairSeries } from '../data/repairs/repair-series'
import type { RepairOutcome } from '../data/repairs/repair-step'
import { repairTable } from '../data/repairs/repair-table'
import type { RepairList } from '../data/repairs/step-list'
import type { Roles } from '../data/roles'
import type { Table } from '../data/table'
import { readSeries, type SeriesReading } from '../data/to-series'

/** A table and one of its series after the repairs that a user listed. */
export interface RepairedReading {
  readonly table: Table
  readonly reading: SeriesReading
  /** First and last steps that the file has only a part of. */
  readonly partial: readonly Finding[]
  /** Of the steps that are switched on and about this series, in the order of the list. */
  readonly outcomes: readonly RepairOutcome[]
}

/** Table repairs, then the series, then its repairs. @param table as the file has it; it stays so. */
export function readRepaired(
  table: Table,
  roles: Roles,
  selectedId: string | null,
  list: RepairList,
): RepairedReading {
  const ofTable = repairTable(table, roles, list)
  const reading = readSeries(ofTable.table, roles, selectedId)
  const ofSeries = reading.series === null ? null : repairSeries(reading.series, list, selectedId)
  const { resampled } = ofTable
  const partial =
    resampled === null || reading.series === null
      ? null
      : partialOf(resampled, selectedId, reading.series.name)
  const byId = new Map([...ofTable.outcomes, ...(ofSeries?.outcomes ?? [])].map((o) => [o.id, o]))
  return {
    table: ofTable.table,
    reading: {
      ...reading,
      series: ofSeries?.series ?? null,
      issues: partial === null ? reading.issues : mergeIssues(reading.issues, partial.issues),
    },
    partial: partial?.findings ?? [],
    outcomes: list.flatMap(({ id }) => byId.get(id) ?? []),
  }
}

/** The health after the repairs, without the findings that a step settles. */
export function healthOf(
  { table, reading, partial }: RepairedReading,
  roles: Roles,
  list: RepairList,
  issues: IssueList,
): HealthReport {
  const report = checkHealth(table, roles, reading, issues, partial)
  const target = reading.series?.name ?? null
  return {
    ...report,
    findings: report.findings.filter((finding) => !isSettled(finding, list, target)),
  }
}
