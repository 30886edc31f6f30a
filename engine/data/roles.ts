import { EngineError } from '../errors'
import { combinedId } from './combined-id'
import { rowNumbers } from './row-numbers'
import type { Column, ColumnRole, DateColumn, NumberColumn, Table, TextColumn } from './table'

/** Role of each column by name; several columns may be ids together, a column without one is ignored. */
export type Roles = Readonly<Record<string, ColumnRole>>

/** The columns of a table by what they are used for. */
export interface AssignedColumns {
  /** When each row is: its date, or a whole number that counts steps. */
  readonly date: DateColumn | NumberColumn
  /** True where no column has the role date and the rows are numbered instead. */
  readonly isNumbered: boolean
  /** Null when no column is the target. */
  readonly target: NumberColumn | null
  readonly covariates: readonly NumberColumn[]
  /** Covariates that hold text, which must not change within a series. */
  readonly statics: readonly TextColumn[]
  readonly id: TextColumn | NumberColumn | null
}

/** The role of a column; `ignore` when none was given. */
export function roleOf(roles: Roles, name: string): ColumnRole {
  return Object.hasOwn(roles, name) ? roles[name] : 'ignore'
}

/**
 * Finds the columns that roles name. A number column with the role `date` is an index: its whole numbers
 * count steps. Without a column of that role the rows are numbered in the order of the file.
 * @throws EngineError `column-unknown`, or `request-invalid` when two columns share a role that only one
 * can have or a column's type does not fit its role.
 */
export function assignedColumns(table: Table, roles: Roles): AssignedColumns {
  const names = new Set(table.columns.map(({ name }) => name))
  const unknown = Object.keys(roles).find((name) => !names.has(name))
  if (unknown !== undefined) {
    throw new EngineError('column-unknown', `There is no column "${unknown}".`, {
      column: unknown,
      remedy: `Choose one of: ${[...names].join(', ')}.`,
    })
  }
  const date = single(table, roles, 'date')
  if (date?.type === 'text') throw unfit(date, 'date', 'dates or whole numbers')
  const target = single(table, roles, 'target')
  if (target !== null && target.type !== 'number') throw unfit(target, 'target', 'numbers')
  const id = idColumn(table, roles)
  const covariates = table.columns.filter(({ name }) => roleOf(roles, name) === 'covariate')
  return {
    date: date === null ? rowNumbers(table, id) : asTimes(date),
    isNumbered: date === null,
    target,
    id,
    covariates: covariates.filter((column) => column.type !== 'text').map(asNumbers),
    statics: covariates.filter((column) => column.type === 'text'),
  }
}

/** The column that tells series apart, of several the texts joined; null without one. */
function idColumn(table: Table, roles: Roles): TextColumn | NumberColumn | null {
  const ids = table.columns
    .filter(({ name }) => roleOf(roles, name) === 'id')
    .map((column) => {
      if (column.type === 'date') throw unfit(column, 'id', 'text or numbers')
      return column
    })
  if (ids.length > 1) return combinedId(ids)
  return ids[0] ?? null
}

/** When each row is, of all that the roles may call a time: the one that repairs and series count by. */
export function rowTimes(table: Table, roles: Roles): DateColumn | NumberColumn {
  return assignedColumns(table, roles).date
}

/** Dates that a user chose to count are an index. */
function asTimes(date: DateColumn | NumberColumn): DateColumn | NumberColumn {
  if (date.type === 'number' || date.steps === undefined) return date
  const { name, steps, unreadable } = date
  return { type: 'number', name, values: steps, decimals: 0, unreadable }
}

function single(table: Table, roles: Roles, role: 'date' | 'target'): Column | null {
  const columns = table.columns.filter(({ name }) => roleOf(roles, name) === role)
  if (columns.length > 1) {
    const [first, second] = columns
    throw new EngineError(
      'request-invalid',
      `Both "${first.name}" and "${second.name}" have the role ${role}; only one column can.`,
      { column: second.name, remedy: `Set one of them to ignore.` },
    )
  }
  return columns[0] ?? null
}

function asNumbers(column: Column): NumberColumn {
  if (column.type !== 'number') throw unfit(column, 'covariate', 'numbers')
  return column
}

function unfit({ name, type }: Column, role: ColumnRole, wanted: string): EngineError {
  return new EngineError(
    'request-invalid',
    `Column "${name}" holds ${type === 'text' ? 'text' : `${type}s`} and cannot have the role ${role}, which needs ${wanted}.`,
    { column: name, remedy: 'Choose another column for this role.' },
  )
}
