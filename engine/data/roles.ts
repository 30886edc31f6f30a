import { EngineError } from '../errors'
import type { Column, ColumnRole, DateColumn, NumberColumn, Table, TextColumn } from './table'

/** Role of each column by name; a column without one is ignored. */
export type Roles = Readonly<Record<string, ColumnRole>>

/** The columns of a table by what they are used for. */
export interface AssignedColumns {
  readonly date: DateColumn | NumberColumn
  /** Null when no column is the target. */
  readonly target: NumberColumn | null
  readonly covariates: readonly NumberColumn[]
  readonly id: TextColumn | NumberColumn | null
}

/** The role of a column; `ignore` when none was given. */
export function roleOf(roles: Roles, name: string): ColumnRole {
  return Object.hasOwn(roles, name) ? roles[name] : 'ignore'
}

/**
 * Finds the columns that roles name. A number column with the role `date` is an index: its whole numbers
 * count steps.
 * @throws EngineError `column-unknown`, `no-date-column`, or `request-invalid` when two columns share a
 * role that only one can have or a column's type does not fit its role.
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
  if (date === null) throw noDate(table)
  if (date.type === 'text') throw unfit(date, 'date', 'dates or whole numbers')
  const target = single(table, roles, 'target')
  if (target !== null && target.type !== 'number') throw unfit(target, 'target', 'numbers')
  const id = single(table, roles, 'id')
  if (id?.type === 'date') throw unfit(id, 'id', 'text or numbers')
  const covariates = table.columns.filter(({ name }) => roleOf(roles, name) === 'covariate')
  return { date, target, id, covariates: covariates.map(asNumbers) }
}

function single(table: Table, roles: Roles, role: ColumnRole): Column | null {
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

function noDate(table: Table): EngineError {
  if (table.columns.some(({ type }) => type === 'date')) {
    return new EngineError('no-date-column', 'No column has the role date.', {
      remedy: 'Set the role of the column that holds the dates to date.',
    })
  }
  return new EngineError('no-date-column', 'No column of the file holds dates.', {
    remedy:
      'Give each row a date such as 2024-01-31, 31/01/2024 or Jan 2024, or number the rows 1, 2, 3 in a column called t.',
  })
}

function unfit({ name, type }: Column, role: ColumnRole, wanted: string): EngineError {
  return new EngineError(
    'request-invalid',
    `Column "${name}" holds ${type === 'text' ? 'text' : `${type}s`} and cannot have the role ${role}, which needs ${wanted}.`,
    { column: name, remedy: 'Choose another column for this role.' },
  )
}
