import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Calendar, Frequency } from '../../../engine/data/calendar'

/** A row of a panel file. */
export interface PanelRow {
  readonly id: string
  readonly calendar: Calendar
  readonly values: Float64Array
}

/** `id,freq,horizon,start,values`, the values separated by spaces, NA where one is missing. */
export async function readPanelFile(
  path: string,
  frequency: Frequency,
): Promise<readonly PanelRow[]> {
  const rows = await readRows(path)
  return rows.slice(1).map(([id, , , start, values]) => ({
    id,
    calendar: { frequency, start: startOf(start, frequency) },
    values: Float64Array.from(values.trim().split(/\s+/), numberOf),
  }))
}

/** The layout of the M4 competition: quoted cells, the id first, short rows padded with empty cells. */
export async function readM4File(path: string, frequency: Frequency): Promise<readonly PanelRow[]> {
  const rows = await readRows(path)
  return rows.slice(1).map(([id, ...cells]) => {
    const end = cells.findLastIndex((cell) => cell !== '') + 1
    const values = Float64Array.from(cells.slice(0, end), numberOf)
    return { id, calendar: { frequency, start: unknownStart }, values }
  })
}

/** Cells of a CSV file, row by row. */
export async function readRows(path: string): Promise<readonly (readonly string[])[]> {
  const text = await readFile(path, 'utf8')
  return Papa.parse<string[]>(text.trim(), { skipEmptyLines: true }).data
}

/** A number, NaN for an empty cell or NA. */
export function numberOf(cell: string): number {
  return cell === '' || cell === 'NA' ? Number.NaN : Number(cell)
}

const unknownStart = Date.UTC(2000, 0, 1)

/** `1996-03-18`, or `1979:2` for the second month or quarter of a year. */
function startOf(text: string, { kind }: Frequency): number {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Date.parse(`${text}T00:00:00Z`)
  const [year, period] = text.split(':').map(Number)
  if (!(year >= 1000) || !(period >= 1)) return unknownStart
  return Date.UTC(year, (period - 1) * (kind === 'quarterly' ? 3 : 1), 1)
}
