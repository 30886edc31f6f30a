import type { DataIssue } from '../../data/table'
import type { Head } from './head'
import { unitInName, unitOf } from './unit-names'

export interface Names {
  readonly names: readonly string[]
  /** By column; null where the file names none. */
  readonly units: readonly (string | null)[]
  readonly issues: readonly DataIssue[]
}

type Rows = readonly (readonly string[])[]

/**
 * Column names of the rows that hold them: several rows are joined from top to bottom, merged cells
 * spread to the right, a level that says the same of every column left out. Unnamed columns are numbered,
 * repeated names get a number behind.
 * @param fileRow 1-based row of the file of an index into `rows`.
 */
export function readNames(rows: Rows, head: Head, fileRow: (index: number) => number): Names {
  const levels = head.nameRows.map((row, i) => level(rows[row], head, i < head.nameRows.length - 1))
  // R writes names of rows and none for their column: one name less than there are cells.
  const only = head.nameRows.length === 1 ? rows[head.nameRows[0]].length : 0
  if (only > 0 && only === head.width - 1) levels[0] = ['', ...levels[0]]
  const width = Math.max(head.width, ...levels.map((cells) => cells.length))
  const unitCells = head.unitRow === null ? [] : rows[head.unitRow]
  const joined = Array.from({ length: width }, (_, column) => joinedName(levels, column))
  const row = fileRow(head.nameRows.at(-1) ?? head.dataFrom)
  const issues: DataIssue[] = []
  const taken = new Set<string>()
  const next = new Map<string, number>()
  const names = joined.map((cell, i) => {
    const wanted = cell === '' ? `column ${i + 1}` : cell
    let name = wanted
    for (let n = next.get(wanted) ?? 2; taken.has(name); n++) {
      name = `${wanted} (${n})`
      next.set(wanted, n + 1)
    }
    taken.add(name)
    if (name !== cell && levels.length > 0) issues.push(renamed(cell, name, i, row))
    return name
  })
  if (levels.length === 0) {
    const [first] = rows[head.dataFrom] ?? ['']
    issues.push({
      code: 'header-is-data',
      severity: 'warning',
      row,
      column: null,
      message: `This row holds values only ("${first.slice(0, 40)}") and no row above it names the columns, so they are numbered. If names are missing, put a row of names above it.`,
    })
  }
  const units = names.map((name, i) => unitCell(unitCells[i] ?? '') ?? unitInName(name))
  return { names, units, issues }
}

function unitCell(cell: string): string | null {
  if (cell === '' || cell === '-') return null
  return unitOf(cell) ?? cell.replace(/^[[(]\s*|\s*[\])]$/gu, '')
}

/** Cells of one row of names without empty ones at its end; an upper row spreads over what it spans. */
function level(cells: readonly string[], head: Head, upper: boolean): readonly string[] {
  const { comment } = head
  const bare = cells.map((cell, i) =>
    i === 0 && comment !== null && cell.startsWith(comment)
      ? cell.slice(comment.length).trim()
      : cell,
  )
  const end = bare.findLastIndex((cell) => cell !== '') + 1
  if (!upper) return bare.slice(0, Math.max(1, end))
  let last = ''
  return Array.from({ length: Math.max(end, head.width) }, (_, i) => {
    last = (bare[i] ?? '') === '' ? last : bare[i]
    return last
  })
}

function joinedName(levels: readonly (readonly string[])[], column: number): string {
  const last = levels.at(-1)?.[column] ?? ''
  const parts = levels
    .filter(
      (cells, i) => i === levels.length - 1 || distinguishes(cells, levels.slice(i + 1), column),
    )
    .map((cells) => cells[column] ?? '')
    .filter((part, i, all) => part !== '' && all.indexOf(part) === i)
  return parts.length === 0 ? last : parts.join(' ')
}

/** The first column keeps its lowest name; elsewhere a level must tell at least two columns apart. */
function distinguishes(
  cells: readonly string[],
  lower: readonly (readonly string[])[],
  column: number,
): boolean {
  if (column === 0 && lower.some((row) => (row[0] ?? '') !== '')) return false
  return new Set(cells.slice(1)).size > 1
}

function renamed(cell: string, name: string, column: number, row: number): DataIssue {
  const why =
    cell === '' ? `Column ${column + 1} has no name` : `A column before has the name "${cell}" too`
  return {
    code: 'column-renamed',
    severity: 'info',
    row,
    column: name,
    message: `${why}; it is called "${name}" here.`,
  }
}
