import type { DataIssue } from '../data/table'
import { dateForms } from './date-forms/all'
import { isMissing } from './missing'
import { numberForms } from './number-forms'

export interface Header {
  readonly names: readonly string[]
  readonly issues: readonly DataIssue[]
}

/**
 * Column names of the first record: unnamed columns are numbered, repeated names get a number behind, and
 * empty cells at the end make no column.
 * @param row file row of the record.
 */
export function readHeader(record: readonly string[], row: number): Header {
  const cells = record.map((cell) => cell.trim())
  while (cells.length > 1 && cells[cells.length - 1] === '') cells.pop()
  const names: string[] = []
  const issues: DataIssue[] = []
  cells.forEach((cell, i) => {
    const name = unusedName(cell === '' ? `column ${i + 1}` : cell, names)
    names.push(name)
    if (name === cell) return
    const why =
      cell === '' ? `Column ${i + 1} has no name` : `A column before has the name "${cell}" too`
    issues.push({
      code: 'column-renamed',
      severity: 'info',
      row,
      column: name,
      message: `${why}; it is called "${name}" here.`,
    })
  })
  if (cells.every(isData)) {
    issues.push({
      code: 'header-is-data',
      severity: 'warning',
      row,
      column: null,
      message: `This row was taken for the column names but holds values only ("${cells[0]}"). If names are missing, put a row of names above it.`,
    })
  }
  return { names, issues }
}

function unusedName(wanted: string, names: readonly string[]): string {
  let name = wanted
  for (let i = 2; names.includes(name); i++) name = `${wanted} (${i})`
  return name
}

function isData(cell: string): boolean {
  const reads = (form: { parse(text: string): number }): boolean => !Number.isNaN(form.parse(cell))
  return isMissing(cell) || numberForms([cell]).some(reads) || dateForms.some(reads)
}
