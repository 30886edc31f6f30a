import { isoClock, isoDate } from './civil'
import type { Column } from './table'

/**
 * A cell for a grid: numbers with their column's decimals, dates in ISO order as precisely as the file
 * writes them (`2012`, `2012-03`, `2012-03-01`, `2012-03-01 14:05`), a missing cell as empty text, an
 * unreadable one as it stands in the file.
 * @param row table row, 0-based.
 */
export function cellText(column: Column, row: number): string {
  if (column.type === 'text') return column.codes[row] < 0 ? '' : column.levels[column.codes[row]]
  const found = column.unreadable.get(row)
  if (found !== undefined) return found
  const value = column.values[row]
  if (Number.isNaN(value)) return ''
  return column.type === 'number' ? value.toFixed(column.decimals) : dateText(value, column.format)
}

function dateText(time: number, format: string): string {
  const date = isoDate(time)
  if (format.includes('hh')) return `${date} ${isoClock(time, format.includes('ss'))}`
  if (format === 'YYYY') return date.slice(0, 4)
  return format.includes('D') || format.includes('Q') ? date : date.slice(0, 7)
}
