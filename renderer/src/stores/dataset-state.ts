import type { OpenedDataset } from '../../../electron/contract'
import type { ColumnRole } from '../../../engine/data/table'
import type { PlainError } from '../../../engine/errors'
import type { ColumnProfile, DatasetProfile, RoleAssignment } from '../../../engine/jobs/protocol'

export interface DatasetState {
  /** What is open; stays as it is while another file is being read, and when that reading fails. */
  readonly opened: OpenedDataset | null
  /** Grows whenever `opened` is replaced, so that what was derived from it can be told stale. */
  readonly revision: number
  /** What is being read; null when nothing is. */
  readonly reading: string | null
  /** How far it is, 0 to 1, and of how many bytes; null before that is known. */
  readonly progress: { readonly done: number; readonly bytes: number } | null
  /** Why the last reading failed. */
  readonly readError: PlainError | null
  /** Why the last change of roles or repairs was refused. */
  readonly assignError: PlainError | null
  /** What happened on disk to the open file since it was read. */
  readonly fileChange: 'modified' | 'deleted' | null
}

export type DatasetEvent =
  | { readonly kind: 'read-started'; readonly name: string }
  | { readonly kind: 'read-progress'; readonly done: number; readonly bytes: number }
  | { readonly kind: 'read-done'; readonly opened: OpenedDataset }
  | { readonly kind: 'read-failed'; readonly error: PlainError }
  /** The user closed the dialog, or dismissed the failure. */
  | { readonly kind: 'read-dismissed' }
  | { readonly kind: 'assigned'; readonly profile: DatasetProfile }
  | { readonly kind: 'assign-failed'; readonly error: PlainError }
  | { readonly kind: 'file-changed'; readonly change: 'modified' | 'deleted' }

export const noDataset: DatasetState = {
  opened: null,
  revision: 0,
  reading: null,
  progress: null,
  readError: null,
  assignError: null,
  fileChange: null,
}

/** The next state; pure. */
export function reduceDataset(state: DatasetState, event: DatasetEvent): DatasetState {
  switch (event.kind) {
    case 'read-started':
      return { ...state, reading: event.name, progress: null, readError: null }
    case 'read-progress':
      return state.reading === null
        ? state
        : { ...state, progress: { done: event.done, bytes: event.bytes } }
    case 'read-done':
      return { ...noDataset, opened: event.opened, revision: state.revision + 1 }
    case 'read-failed':
      return { ...state, reading: null, readError: event.error }
    case 'read-dismissed':
      return { ...state, reading: null, readError: null }
    case 'assigned':
      return state.opened?.profile.id === event.profile.id
        ? {
            ...state,
            opened: { ...state.opened, profile: event.profile },
            revision: state.revision + 1,
            assignError: null,
          }
        : state
    case 'assign-failed':
      return { ...state, assignError: event.error }
    case 'file-changed':
      return { ...state, fileChange: event.change }
  }
}

/** The roles that a column of its type can have, the likeliest first. */
export function rolesFor(column: ColumnProfile): readonly ColumnRole[] {
  if (column.type === 'date') return ['date', 'ignore']
  if (column.type === 'number') return ['target', 'covariate', 'id', 'date', 'ignore']
  return ['id', 'ignore']
}

/**
 * The roles of all columns after `name` got `role`. Date, target and id are held by one column each, so
 * the former holder steps back: a target takes the role that `name` had, so that choosing it again restores
 * everything; the others are ignored.
 */
export function withRole(
  columns: readonly ColumnProfile[],
  name: string,
  role: ColumnRole,
): RoleAssignment {
  const single = role === 'date' || role === 'target' || role === 'id'
  const freed = columns.find((column) => column.name === name)?.role
  return Object.fromEntries(
    columns.map((column) => {
      if (column.name === name) return [column.name, role]
      if (single && column.role === role) {
        return [column.name, role === 'target' && freed === 'covariate' ? 'covariate' : 'ignore']
      }
      return [column.name, column.role]
    }),
  )
}

/**
 * The roles to set again after a file was reloaded: those that the user had, when the file has the same
 * columns of the same types; null when nothing needs to be set.
 */
export function carriedRoles(
  before: readonly ColumnProfile[],
  after: readonly ColumnProfile[],
): RoleAssignment | null {
  const same =
    before.length === after.length &&
    after.every((column, i) => column.name === before[i]?.name && column.type === before[i].type)
  if (!same || after.every((column, i) => column.role === before[i]?.role)) return null
  return Object.fromEntries(before.map((column) => [column.name, column.role]))
}
