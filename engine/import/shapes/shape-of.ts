import { inferIds } from '../../data/infer-ids'
import { dateOf } from '../../data/infer-roles'
import type { Table } from '../../data/table'
import type { TableShape } from '../reader'

/** Whether a table holds one series, a column a series, or series below each other. */
export function shapeOf(table: Table): TableShape {
  const date = dateOf(table)
  if (inferIds(table, date).length > 0) return 'long'
  const numbers = table.columns.filter((column) => column.type === 'number' && column !== date)
  return numbers.length > 1 ? 'wide' : 'single'
}
