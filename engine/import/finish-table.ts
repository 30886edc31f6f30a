import type { IssueLog } from '../data/issues'
import { civilDateOf } from '../data/civil'
import type { Column, Table } from '../data/table'
import { logColumns } from './column-issues'
import type { ColumnSink } from './columns/column-sink'
import { logTableBeside, tableBeside } from './grid/second-table'
import { applyLayout } from './layouts/apply-layout'
import type { ColumnPlan } from './plan-columns'
import type { TableReading } from './reader'
import { logSentinels } from './sentinels'
import { combineDates } from './shapes/combine-dates'
import { settleOrders } from './shapes/settle-order'
import { shapeOf } from './shapes/shape-of'
import { turnTable } from './shapes/turn-table'
import { nameUnnamedParts } from './shapes/unnamed-parts'
import { yearlessDates } from './shapes/yearless-dates'

/** What was read of a table, before it is known what its columns mean together. */
export interface ReadTable {
  readonly plan: readonly ColumnPlan[]
  readonly sinks: readonly ColumnSink[]
  readonly fileRows: Uint32Array
  readonly units: readonly (string | null)[]
  /** Whether the file names no columns. */
  readonly unnamed: boolean
}

/**
 * Columns → a table with one row per date: known layouts named, dates put together from several columns,
 * dates across the columns turned down. What was done goes to the log.
 */
export function finishTable(read: ReadTable, log: IssueLog): TableReading {
  const { sinks, fileRows, units } = read
  const all = read.plan.map((column, i) => finished(column, sinks[i], units[i] ?? null))
  const beside = tableBeside(all)
  if (beside !== null) logTableBeside(all.slice(beside), log)
  const plan = read.plan.slice(0, beside ?? all.length)
  const columns = settleOrders(all.slice(0, plan.length), plan)
  const raw: Table = { rowCount: fileRows.length, columns, fileRows }
  logColumns(raw, plan, log)
  const { table: known, layout } = applyLayout(raw, read.unnamed, log)
  const named = read.unnamed && layout === null ? nameUnnamedParts(known, log) : known
  const turned = turnTable(named, log)
  const table = turned?.table ?? yearlessDates(combineDates(named, log), log)
  logSentinels(table, log)
  return {
    table,
    issues: log.list(),
    shape: turned?.shape ?? shapeOf(table),
    layout: layout?.name ?? null,
  }
}

function finished(plan: ColumnPlan, sink: ColumnSink, unit: string | null): Column {
  const { sample, choice, format, zone } = plan
  const column = sink.finish(sample.name, format, unit ?? choice.form?.unit ?? null)
  if (column.type !== 'date') return column
  const undecided = choice.rival !== null && !choice.chosen
  const ambiguous = undecided && !hasLateDay(column.values)
  return { ...column, ambiguous, zone }
}

/** A day after the 12th can be no month, so that the order was beyond doubt after all. */
function hasLateDay(values: Float64Array): boolean {
  return values.some((time) => !Number.isNaN(time) && civilDateOf(time).day > 12)
}
