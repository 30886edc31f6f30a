/** A date cell of a workbook: the civil time that it shows, whatever the machine's zone. */
export interface CivilCell {
  readonly civilMs: number
  /** Whether its format shows a time of day. */
  readonly clock: boolean
}

/** One cell of a grid; null is empty. An error such as `#N/A` stands as its text. */
export type Cell = string | number | boolean | CivilCell | null

/**
 * Rows of cells as a workbook, a pasted range or any other reader but the fast one for text finds them:
 * what they mean (names, units, dates, totals) is understood by `readGrid`, the same for all of them.
 */
export interface CellGrid {
  /** What messages call it: the file's name, with the sheet where there are several. */
  readonly name: string
  /** Ragged; blank rows may be left out or be empty. Merged cells: the text in each cell they cover. */
  readonly rows: readonly (readonly Cell[])[]
  /** Row of the file of each row, 1-based, ascending; absent: 1, 2, 3, … */
  readonly fileRows?: ArrayLike<number>
  /** By column the format that the user chose among those that fit. */
  readonly formats?: Readonly<Record<string, string>>
}

export function isCivil(cell: Cell): cell is CivilCell {
  return typeof cell === 'object' && cell !== null
}
