import { inferRoles } from '../../data/infer-roles'
import type { Table } from '../../data/table'
import type { TableShape } from '../reader'

/** Whether a table holds one series, a column a series, or series below each other. */
export function shapeOf(table: Table): TableShape {
  const roles = Object.values(inferRoles(table))
  if (roles.includes('id')) return 'long'
  const numbers = table.columns.filter(({ type }) => type === 'number').length
  return numbers > (roles.includes('date') ? 1 : 2) ? 'wide' : 'single'
}
