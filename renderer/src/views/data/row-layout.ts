/** Where rows of one height lie when some have a strip of the same height above them. CSS pixels. */
export interface RowLayout {
  readonly rowHeight: number
  readonly rowCount: number
  /** Indices of the rows with a strip, ascending; those of pages not yet seen are not known. */
  readonly stripRows: readonly number[]
}

/** Height of all rows and strips. */
export function totalHeight({ rowHeight, rowCount, stripRows }: RowLayout): number {
  return rowHeight * (rowCount + stripRows.length)
}

/** Top of a row, its own strip included. */
export function topOf({ rowHeight, stripRows }: RowLayout, index: number): number {
  return rowHeight * (index + countBelow(stripRows, index))
}

/** The row at a height, by its strip too; the first or last row beyond the ends. */
export function rowAt(layout: RowLayout, y: number): number {
  let low = 0
  let high = layout.rowCount - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (topOf(layout, middle) <= y) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}

function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle] < limit) low = middle + 1
    else high = middle
  }
  return low
}
