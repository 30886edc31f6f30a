import { combinedId } from '../data/combined-id'
import { summarizeColumn, type ColumnSummary } from '../data/column-summary'
import { codeText } from '../data/coded-table'
import { inferRoles } from '../data/infer-roles'
import { mergeIssues } from '../data/issues'
import { knownWhen } from '../data/known-when'
import { idsOf } from '../data/ordered-rows'
import { addStep, type RepairList } from '../data/repairs/step-list'
import { roleOf, type Roles } from '../data/roles'
import type { Column, ColumnRole, NumberColumn, Table } from '../data/table'
import { EngineError, toPlainError } from '../errors'
import { importFile } from '../import/import-file'
import { layoutNamed } from '../import/layouts/apply-layout'
import type { ImportResult } from '../import/reader'
import { gridRows } from './grid-rows'
import type { DataCalls, DatasetId, DatasetProfile } from './protocol'
import { previewOf } from './repair-preview'
import { healthOf, readRepaired, type RepairedReading } from './repaired-reading'

/** An open file with what was made of it. */
interface Dataset {
  readonly name: string
  /** As it was read; repairs leave it so. */
  readonly file: ImportResult
  readonly repairs: RepairList
  readonly repaired: RepairedReading
  readonly summaries: readonly ColumnSummary[]
  readonly roles: Roles
  readonly selectedId: string | null
}

/**
 * The tables of open files, by id, in the thread that calls it: nothing but rows, profiles and series
 * leaves. Calls throw `EngineError`: what `importFile` throws, `dataset-unknown`, and from `series` the
 * reason that the profile names as `blocked`.
 */
export function createDatasetStore(): DataCalls {
  const datasets = new Map<DatasetId, Dataset>()
  const find = (id: DatasetId): Dataset => {
    const dataset = datasets.get(id)
    if (dataset !== undefined) return dataset
    throw new EngineError('dataset-unknown', 'This file is not open any more.', {
      remedy: 'Open the file again.',
    })
  }
  return {
    open({ id, file, control }) {
      const imported = importFile(file, {
        progress(done) {
          if (control !== undefined) Atomics.store(control, 1, Math.round(done * 1000))
        },
        cancelled: () => control !== undefined && Atomics.load(control, 0) !== 0,
      })
      const dataset = assigned(
        { name: file.name, file: imported, repairs: [] },
        inferRoles(imported.table, { targets: layoutNamed(imported.layout)?.targets ?? [] }),
        null,
      )
      datasets.set(id, dataset)
      return profileOf(id, dataset)
    },
    rows({ id, from, count }) {
      const { table, reading } = find(id).repaired
      return gridRows(table, reading.axis, from, count)
    },
    assign({ id, roles, selectedId }) {
      const dataset = assigned(find(id), roles, selectedId)
      datasets.set(id, dataset)
      return profileOf(id, dataset)
    },
    series({ id }) {
      const { reading } = find(id).repaired
      if (reading.series !== null) return reading.series
      throw (
        reading.blocked ?? new EngineError('internal', 'No series was made and no reason given.')
      )
    },
    classes({ id, column }) {
      const { file, repairs, roles, selectedId } = find(id)
      const { table, texts } = codeText(file.table, column)
      const others = Object.entries(roles).map(([name, role]): [string, ColumnRole] => [
        name,
        role === 'target' ? 'ignore' : role,
      ])
      const asked: Roles = { ...Object.fromEntries(others), [column]: 'target' }
      const { series, blocked } = readRepaired(table, asked, selectedId, repairs).reading
      if (series === null) throw blocked ?? new EngineError('internal', 'No series was made.')
      return { series, names: texts }
    },
    columns({ id, names }) {
      const { file, repairs, roles, selectedId } = find(id)
      const others = names.filter((name) => roleOf(roles, name) !== 'target')
      const covariates = others.map((name): [string, ColumnRole] => [name, 'covariate'])
      const asked: Roles = { ...roles, ...Object.fromEntries(covariates) }
      const { series, blocked } = readRepaired(file.table, asked, selectedId, repairs).reading
      if (series === null) throw blocked ?? new EngineError('internal', 'No series was made.')
      const known = new Map([series, ...series.covariates].map((each) => [each.name, each.values]))
      return names.flatMap((name) => {
        const values = known.get(name)
        return values === undefined ? [] : [{ name, values }]
      })
    },
    repair({ id, steps }) {
      const dataset = find(id)
      const repaired = assigned({ ...dataset, repairs: steps }, dataset.roles, dataset.selectedId)
      datasets.set(id, repaired)
      return profileOf(id, repaired)
    },
    health({ id }) {
      const { file, repaired, repairs, roles } = find(id)
      return healthOf(repaired, roles, repairs, file.issues)
    },
    previewRepair({ id, step }) {
      const { file, repaired, repairs, roles, selectedId } = find(id)
      const { reading } = readRepaired(file.table, roles, selectedId, addStep(repairs, step))
      return previewOf(repaired.reading.series, reading.series, step.column)
    },
    close({ id }) {
      datasets.delete(id)
      return null
    },
  }
}

/** The dataset with other roles; without a selected id the first one is in use. */
function assigned(
  dataset: Pick<Dataset, 'name' | 'file' | 'repairs'>,
  roles: Roles,
  selectedId: string | null,
): Dataset {
  const { name, file, repairs } = dataset
  const ids = idsIn(file.table, roles)
  const selected = ids.length === 0 ? null : (selectedId ?? ids[0])
  const repaired = readRepaired(file.table, roles, selected, repairs)
  const summaries = repaired.table.columns.map(summaryOf)
  return { name, file, repairs, repaired, summaries, roles, selectedId: selected }
}

/** A column never changes, and most repairs keep most columns: each is summed up once. */
const known = new WeakMap<Column, ColumnSummary>()

function summaryOf(column: Column): ColumnSummary {
  const summary = known.get(column) ?? summarizeColumn(column)
  known.set(column, summary)
  return summary
}

function targetOf({ columns }: Table, roles: Roles): NumberColumn | null {
  const isTarget = (column: Column): column is NumberColumn =>
    column.type === 'number' && roleOf(roles, column.name) === 'target'
  return columns.find(isTarget) ?? null
}

function idsIn({ columns }: Table, roles: Roles): readonly string[] {
  const ids = columns.filter(({ name }) => roleOf(roles, name) === 'id')
  const [first] = ids
  if (ids.length === 0 || ids.some(({ type }) => type === 'date')) return []
  if (ids.length > 1) return combinedId(ids).levels
  return first.type === 'date' ? [] : idsOf({ id: first })
}

/** Values of the id column; without one the columns of numbers beside the date. */
function seriesCount(table: Table, roles: Roles): number {
  const ids = idsIn(table, roles)
  if (ids.length > 0) return ids.length
  const isSeries = ({ name, type, partOf }: Column): boolean =>
    type === 'number' && partOf === undefined && roleOf(roles, name) !== 'date'
  return table.columns.filter(isSeries).length
}

function profileOf(id: DatasetId, dataset: Dataset): DatasetProfile {
  const { file, repairs, repaired, roles, summaries } = dataset
  const { table, reading, outcomes } = repaired
  const { issues, count } = mergeIssues(file.issues, reading.issues)
  const target = targetOf(table, roles)
  return {
    id,
    name: dataset.name,
    format: file.format,
    encoding: file.encoding,
    delimiter: file.delimiter,
    sheets: file.sheets,
    sheet: file.sheet,
    layout: file.layout,
    shape: file.shape,
    series: seriesCount(table, roles),
    rows: table.rowCount,
    columns: table.columns.map((column: Column, i) => ({
      name: column.name,
      unit: column.unit ?? null,
      type: column.type,
      role: roleOf(roles, column.name),
      known: knownWhen(column, target, reading.axis),
      ...summaries[i],
    })),
    time: reading.axis?.summary ?? null,
    ids: idsIn(table, roles),
    selectedId: dataset.selectedId,
    issues,
    issueCount: count,
    repairs,
    repairOutcomes: outcomes,
    blocked: reading.blocked === null ? null : toPlainError(reading.blocked),
  }
}
