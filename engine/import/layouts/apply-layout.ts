import type { IssueLog } from '../../data/issues'
import type { Column, Table } from '../../data/table'
import { layouts } from './all'
import type { Layout } from './layout'
import { plainName } from './layout'

/** The table with the names and units of its known layout; nothing else changes until the user asks. */
export function applyLayout(
  table: Table,
  unnamed: boolean,
  log: IssueLog,
): { readonly table: Table; readonly layout: Layout | null } {
  const layout = layouts.find((candidate) => candidate.match(table, unnamed)) ?? null
  if (layout === null) return { table, layout }
  log.add({
    code: 'layout-recognised',
    severity: 'info',
    row: null,
    column: null,
    message: `The file has the layout of ${layout.title}${unnamed ? '; its columns were named after it' : ''}.`,
    repairs: ['apply-layout'],
  })
  const units = new Map(
    Object.entries(layout.units ?? {}).map(([name, unit]) => [plainName(name), unit]),
  )
  const columns = table.columns.map((column, i): Column => {
    const name = unnamed ? (layout.names?.[i] ?? column.name) : column.name
    return { ...column, name, unit: column.unit ?? units.get(plainName(name)) ?? null }
  })
  return { table: { ...table, columns }, layout }
}

export function layoutNamed(name: string | null): Layout | null {
  return layouts.find((layout) => layout.name === name) ?? null
}
