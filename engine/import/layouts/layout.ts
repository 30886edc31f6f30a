import type { ColumnRole, Table } from '../../data/table'

/** A file as a provider publishes it. */
export interface Layout {
  /** As `inspect` tells it, such as `yahoo-finance`. */
  readonly name: string
  /** For the user. */
  readonly title: string
  /** Whether a table is of this layout; names are looked at first, they cost least. */
  match(table: Table, unnamed: boolean): boolean
  /** Names for a file that has none, from left to right. */
  readonly names?: readonly string[]
  /** The column that is usually forecast, the first of these that there is. */
  readonly targets: readonly string[]
  readonly roles?: Readonly<Record<string, ColumnRole>>
  /** Units that the provider documents, by column. */
  readonly units?: Readonly<Record<string, string>>
  /** Numbers that the provider documents as missing. */
  readonly missing?: readonly number[]
}

/** Whether a table has all of the columns, case and blanks aside. */
export function hasColumns({ columns }: Table, ...wanted: readonly string[]): boolean {
  const names = new Set(columns.map(({ name }) => plainName(name)))
  return wanted.every((name) => names.has(plainName(name)))
}

export function plainName(name: string): string {
  return name.trim().toLowerCase()
}
