import type { IssueLog } from '../data/issues'
import { civilDateOf } from '../data/civil'
import type { Column, Table, TextColumn } from '../data/table'
import type { CellForm } from './cell-form'
import { countedYearForm } from './date-forms/counted-year'
import { hasZone } from './date-forms/date-form'
import { isMissing } from './missing'
import { numberForms } from './number-forms'
import type { ColumnPlan } from './plan-columns'

/** Reports what was assumed of each column and every cell that is not of its column's kind. */
export function logColumns(table: Table, plan: readonly ColumnPlan[], log: IssueLog): void {
  table.columns.forEach((column, i) => {
    logAssumptions(column, plan[i], log)
    if (column.type === 'text') logMixed(column, table, log)
    for (const [row, text] of column.unreadable) {
      log.add({
        code: column.type === 'date' ? 'unreadable-date' : 'unreadable-cell',
        severity: 'warning',
        row: table.fileRows[row],
        column: column.name,
        message:
          column.type === 'date'
            ? `"${clipped(text)}" is no date of the form ${column.format}; the row is left out of series by this date.`
            : `"${clipped(text)}" is not a number; the cell counts as missing.`,
      })
    }
  })
}

function logAssumptions(
  column: Column,
  { choice, sample, format }: ColumnPlan,
  log: IssueLog,
): void {
  const { form, rival } = choice
  const about = { severity: 'info', row: null, column: column.name } as const
  if (column.type === 'date' && rival !== null && !hasLateDay(column.values)) {
    log.add({
      ...about,
      severity: 'warning',
      code: 'date-order-assumed',
      message: `No date shows whether day or month comes first: read as ${format}, not ${rival.format}. Write dates as YYYY-MM-DD to be sure.`,
    })
  }
  if (column.type === 'number' && rival !== null) {
    log.add({
      ...about,
      severity: 'warning',
      code: 'number-format-assumed',
      message: `"${sample.cells[0]}" can be read two ways: read as ${format}, not ${rival.format}.`,
    })
  }
  if (column.type === 'date' && sample.cells.some(hasZone)) {
    log.add({
      ...about,
      code: 'zone-ignored',
      message: 'The times name a zone; they are kept as written and not converted.',
    })
  }
  if (form === countedYearForm) {
    log.add({
      ...about,
      code: 'read-as-index',
      message: `"${sample.cells[0]}" counts steps and is no calendar date; read as the step's number.`,
    })
  }
}

/** Text of which most is numbers: the user may think that it is a column of numbers. */
function logMixed({ name, codes, levels }: TextColumn, table: Table, log: IssueLog): void {
  const known = levels.filter((level) => !isMissing(level))
  const form = numberForms(known)
    .map((candidate) => ({
      candidate,
      read: known.filter((text) => reads(candidate, text)).length,
    }))
    .reduce((best, other) => (other.read > best.read ? other : best))
  if (known.length === 0 || form.read * 2 < known.length) return
  const isWord = levels.map((level) => !isMissing(level) && !reads(form.candidate, level))
  const words = codes.reduce((count, code) => count + (isWord[code] ? 1 : 0), 0)
  const first = codes.findIndex((code) => isWord[code])
  log.add({
    code: 'mixed-column',
    severity: 'warning',
    row: table.fileRows[first],
    column: name,
    message: `The column was taken for text: ${words} of its ${codes.length} cells are no numbers, this "${clipped(levels[codes[first]])}" first. Empty those cells to use it as numbers.`,
  })
}

function reads(form: CellForm, text: string): boolean {
  return !Number.isNaN(form.parse(text))
}

/** A day after the 12th can be no month, so that the order was beyond doubt after all. */
function hasLateDay(values: Float64Array): boolean {
  return values.some((time) => !Number.isNaN(time) && civilDateOf(time).day > 12)
}

function clipped(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`
}
