import { summarizeColumn, type ColumnSummary } from '../data/column-summary'
import { inferRoles } from '../data/infer-roles'
import { mergeIssues } from '../data/issues'
import { idsOf } from '../data/ordered-rows'
import { roleOf, type Roles } from '../data/roles'
import { readSeries, type SeriesReading } from '../data/to-series'
import type { Column, Table } from '../data/table'
import { EngineError, toPlainError } from '../errors'
import { importFile } from '../import/import-file'
import type { ImportResult } from '../import/reader'
import { gridRows } from './grid-rows'
import type { DataCalls, DatasetId, DatasetProfile } from './protocol'

/** An open file with what was made of it. */
interface Dataset {
  readonly name: string
  readonly file: ImportResult
  readonly summaries: readonly ColumnSummary[]
  readonly roles: Roles
  readonly selectedId: string | null
  readonly reading: SeriesReading
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
    open({ id, file }) {
      const imported = importFile(file)
      const dataset = assigned(
        {
          name: file.name,
          file: imported,
          summaries: imported.table.columns.map(summarizeColumn),
        },
        inferRoles(imported.table),
        null,
      )
      datasets.set(id, dataset)
      return profileOf(id, dataset)
    },
    rows({ id, from, count }) {
      const { file, reading } = find(id)
      return gridRows(file.table, reading.axis, from, count)
    },
    assign({ id, roles, selectedId }) {
      const dataset = assigned(find(id), roles, selectedId)
      datasets.set(id, dataset)
      return profileOf(id, dataset)
    },
    series({ id }) {
      const { reading } = find(id)
      if (reading.series !== null) return reading.series
      throw (
        reading.blocked ?? new EngineError('internal', 'No series was made and no reason given.')
      )
    },
    close({ id }) {
      datasets.delete(id)
      return null
    },
  }
}

/** The dataset with other roles; without a selected id the first one is in use. */
function assigned(
  dataset: Pick<Dataset, 'name' | 'file' | 'summaries'>,
  roles: Roles,
  selectedId: string | null,
): Dataset {
  const { name, file, summaries } = dataset
  const ids = idsIn(file.table, roles)
  const selected = ids.length === 0 ? null : (selectedId ?? ids[0])
  const reading = readSeries(file.table, roles, selected)
  return { name, file, summaries, roles, selectedId: selected, reading }
}

function idsIn({ columns }: Table, roles: Roles): readonly string[] {
  const id = columns.find((column) => roleOf(roles, column.name) === 'id')
  return id === undefined || id.type === 'date' ? [] : idsOf({ id })
}

function profileOf(id: DatasetId, dataset: Dataset): DatasetProfile {
  const { file, reading, roles, summaries } = dataset
  const { table } = file
  const { issues, count } = mergeIssues(file.issues, reading.issues)
  return {
    id,
    name: dataset.name,
    format: file.format,
    encoding: file.encoding,
    delimiter: file.delimiter,
    rows: table.rowCount,
    columns: table.columns.map(({ name, type }: Column, i) => ({
      name,
      type,
      role: roleOf(roles, name),
      ...summaries[i],
    })),
    time: reading.axis?.summary ?? null,
    ids: idsIn(table, roles),
    selectedId: dataset.selectedId,
    issues,
    issueCount: count,
    blocked: reading.blocked === null ? null : toPlainError(reading.blocked),
  }
}
