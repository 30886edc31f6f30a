import { codesOf } from './combined-id'
import type { NumberColumn, Table, TextColumn } from './table'

/**
 * An index for a table without dates: its rows numbered 1, 2, 3 in the order of the file, anew for each id.
 * @param id the column that tells several series apart; null for one series. Rows without an id get NaN.
 */
export function rowNumbers(table: Table, id: TextColumn | NumberColumn | null): NumberColumn {
  const values = new Float64Array(table.rowCount)
  if (id === null) values.forEach((_, row) => (values[row] = row + 1))
  else {
    const { codes, texts } = codesOf(id)
    const counts = new Uint32Array(texts.length)
    codes.forEach((code, row) => {
      values[row] = code < 0 ? Number.NaN : (counts[code] += 1)
    })
  }
  return { type: 'number', name: 'row', values, decimals: 0, unreadable: new Map() }
}
