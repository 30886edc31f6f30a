import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Series } from '../../engine/data/series'
import type { ColumnRole } from '../../engine/data/table'
import { EngineError } from '../../engine/errors'
import type { RepairAction } from '../../engine/data/repairs/repair-step'
import { createDatasetStore } from '../../engine/jobs/dataset-store'
import type { ClassSeries, DataCalls, DatasetProfile } from '../../engine/jobs/protocol'
import { invalid } from './argument-values'
import type { CommandIo } from './io'
import { resampleAction } from './resample-step'

/** Columns that the user chose over those found. */
export interface ColumnChoice {
  readonly date?: string
  readonly target?: string
  readonly id?: string
  readonly covariates?: readonly string[]
  /** What becomes of uneven dates, as `resampleAction` reads it. */
  readonly resample?: string
}

export interface OpenFile {
  readonly profile: DatasetProfile
  /** @throws EngineError when no series can be made; `profile.blocked` says so before. */
  series(): Series
  /** Every series of the id column, named by its id. @throws EngineError as `series`, naming the id. */
  panel(): readonly Series[]
  /** The column of classes, of every series of the id column or of the one. @throws as `series`. */
  classes(column: string): readonly ClassSeries[]
  /** The column that is forecast. */
  target(): string
}

/**
 * Reads a file and gives its columns their roles.
 * @throws EngineError what reading and importing it refuses, with `details.file` as the user named it.
 */
export async function openFile(
  path: string,
  choice: ColumnChoice,
  io: CommandIo,
): Promise<OpenFile> {
  const action = choice.resample === undefined ? null : resampleAction(choice.resample)
  const bytes = await readBytes(path, io.cwd)
  const store = createDatasetStore()
  const id = path
  const opened = store.open({ id, file: { name: basename(path), bytes } })
  const { date, target } = choice
  const covariates = choice.covariates?.filter((name) => name !== choice.id) ?? []
  const seesId = choice.id !== undefined && choice.covariates?.includes(choice.id) === true
  const dated = withRole(withRole(rolesOf(opened), 'date', date), 'target', target)
  const roles = {
    ...withRole(dated, 'id', choice.id),
    ...Object.fromEntries(covariates.map((name): [string, ColumnRole] => [name, 'covariate'])),
  }
  const chosen = date ?? target ?? choice.id ?? covariates[0]
  const assigned =
    chosen === undefined
      ? opened
      : store.assign({ id, roles, selectedId: choice.id === undefined ? opened.selectedId : null })
  const profile = action === null ? assigned : resampled(assigned, action, store)
  return {
    profile,
    series: () => store.series({ id }),
    panel: () =>
      profile.ids.length === 0
        ? [store.series({ id })]
        : profile.ids.map((selectedId) =>
            named(selectedId, () => {
              store.assign({ id, roles, selectedId })
              const series = { ...store.series({ id }), name: selectedId }
              return seesId ? withOwnName(series, choice.id) : series
            }),
          ),
    classes: (column) =>
      choice.id === undefined
        ? [store.classes({ id, column })]
        : profile.ids.map((selectedId) =>
            named(selectedId, () => {
              store.assign({ id, roles, selectedId })
              const { series, names } = store.classes({ id, column })
              return { series: { ...series, name: selectedId }, names }
            }),
          ),
    target: () => profile.columns.find(({ role }) => role === 'target')?.name ?? '',
  }
}

/** The series with its id as a text that tells it apart. */
function withOwnName(series: Series, column = 'id'): Series {
  return { ...series, statics: { ...series.statics, [column]: series.name } }
}

/** @throws EngineError `request-invalid` for a file whose rows have no dates to be joined by. */
function resampled(
  { id, columns }: DatasetProfile,
  action: RepairAction,
  store: Pick<DataCalls, 'repair'>,
): DatasetProfile {
  const date = columns.find(({ role, type }) => role === 'date' && type === 'date')
  if (date === undefined) {
    throw invalid('--resample needs a column of dates.', 'Name one with --date, or leave it out.')
  }
  const step = {
    id: 'resample',
    column: date.name,
    series: null,
    at: 'all',
    enabled: true,
  } as const
  return store.repair({ id, steps: [{ ...step, action }] })
}

/** What is made of a series; a fault names its id. */
function named<T>(id: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const { code, message, details } = error
    throw new EngineError(code, `Series ${id}: ${message}`, details)
  }
}

async function readBytes(path: string, cwd: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, path))
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Why a file could not be read, as the user can mend it. */
export function unreadable(path: string, error: unknown): EngineError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new EngineError('file-missing', `There is no such file.`, {
      file: path,
      remedy: 'Check the path.',
    })
  }
  if (code === 'EISDIR') {
    return new EngineError('file-is-directory', 'This is a folder, not a file.', {
      file: path,
      remedy: 'Name one of the files in it.',
    })
  }
  const reason = error instanceof Error ? error.message : String(error)
  return new EngineError('file-unreadable', `The file could not be read: ${reason}.`, {
    file: path,
    remedy: 'Check that you may read it.',
  })
}

type Roles = Readonly<Record<string, ColumnRole>>

function rolesOf(profile: DatasetProfile): Roles {
  return Object.fromEntries(profile.columns.map(({ name, role }) => [name, role]))
}

/** Gives the role to this column alone. A column that does not exist is refused where roles are used. */
function withRole(roles: Roles, role: ColumnRole, column: string | undefined): Roles {
  if (column === undefined) return roles
  const others = Object.entries(roles).map(([name, own]): [string, ColumnRole] => [
    name,
    own === role ? 'ignore' : own,
  ])
  return { ...Object.fromEntries(others), [column]: role }
}
