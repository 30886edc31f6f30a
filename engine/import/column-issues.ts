import type { IssueLog } from '../data/issues'
import type { Column, Table, TextColumn } from '../data/table'
import type { CellForm } from './cell-form'
import { dayAndMonthForms } from './date-forms/day-and-month'
import { countedMonthForm, countedYearForm } from './date-forms/counted-year'
import { leastShare } from './infer-column'
import { isMissing } from './missing'
import { flagsBehind } from './number-flags'
import { numberForms } from './number-forms'
import type { ColumnPlan } from './plan-columns'

/** Reports what was assumed of each column and every cell that is not of its column's kind. */
export function logColumns(table: Table, plan: readonly ColumnPlan[], log: IssueLog): void {
  table.columns.forEach((column, i) => {
    logAssumptions(column, plan[i], log)
    if (column.type === 'text') {
      logMixedOrders(column, table, log)
      logMixed(column, table, log)
    }
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
        repairs: column.type === 'date' ? ['drop-row'] : ['cell-to-missing', 'interpolate'],
      })
    }
  })
}

function logAssumptions(
  column: Column,
  { choice, sample, format, zone, baseOffset }: ColumnPlan,
  log: IssueLog,
): void {
  const { form, rival, chosen } = choice
  const about = { severity: 'info', row: null, column: column.name } as const
  if (column.type === 'date' && (column.ambiguous === true || chosen) && rival !== null) {
    log.add({
      ...about,
      severity: chosen ? 'info' : 'warning',
      code: 'date-order-assumed',
      message: chosen
        ? `Read as ${format}, as you chose; ${rival.format} would fit as well.`
        : `No date shows whether day or month comes first: read as ${format}, not ${rival.format}. Write dates as YYYY-MM-DD to be sure.`,
      formats: [form?.format ?? format, rival.format],
      repairs: ['swap-day-and-month'],
    })
  }
  const flags = form?.reads === 'flags' ? flagsBehind(sample.cells) : null
  if (flags !== null) {
    log.add({
      ...about,
      code: 'flags-left-out',
      message: `Some numbers have a letter or sign behind them (${flags.join(', ')}), with which a provider marks what is provisional, estimated or doubtful: the numbers were read, the marks left out.`,
    })
  }
  if (column.type === 'number' && rival !== null) {
    log.add({
      ...about,
      severity: chosen ? 'info' : 'warning',
      code: 'number-format-assumed',
      message: chosen
        ? `Read as ${format}, as you chose; ${rival.format} would fit as well.`
        : `"${sample.cells[0]}" can be read two ways: read as ${format}, not ${rival.format}.`,
      formats: [form?.format ?? format, rival.format],
      repairs: ['other-number-format'],
    })
  }
  if (column.type === 'date' && baseOffset !== null) {
    log.add({
      ...about,
      code: 'offsets-vary',
      message: `The times change their distance from UTC, as daylight saving does; all were brought to ${zone ?? 'one'}, so that each hour has a time of its own.`,
    })
  } else if (column.type === 'date' && zone !== null && !format.startsWith('Unix')) {
    log.add({
      ...about,
      code: 'zone-ignored',
      message: `The times name the zone ${zone}; they are kept as written and not converted.`,
    })
  }
  if (form === countedYearForm || form === countedMonthForm) {
    log.add({
      ...about,
      code: 'read-as-index',
      message: `"${sample.cells[0]}" counts steps and is no calendar date; read as the step's number.`,
    })
  }
}

/** Dates of which some can only have the day first and others only the month: read either way half are wrong. */
function logMixedOrders({ name, codes, levels }: TextColumn, table: Table, log: IssueLog): void {
  const [dayFirst, monthFirst] = dayAndMonthForms
  const known = levels.filter((level) => !isMissing(level))
  const byDay = known.filter((text) => reads(dayFirst, text))
  const byMonth = known.filter((text) => reads(monthFirst, text))
  const either = new Set([...byDay, ...byMonth])
  if (known.length === 0 || either.size < known.length * leastShare) return
  const onlyMonth = new Set(byMonth.filter((text) => !reads(dayFirst, text)))
  const onlyDay = new Set(byDay.filter((text) => !reads(monthFirst, text)))
  if (onlyMonth.size === 0 || onlyDay.size === 0) return
  const rowOf = (texts: ReadonlySet<string>): number =>
    table.fileRows[codes.findIndex((code) => texts.has(levels[code]))]
  const count = (texts: ReadonlySet<string>): number =>
    codes.reduce((sum, code) => sum + (texts.has(levels[code]) ? 1 : 0), 0)
  log.add({
    code: 'mixed-date-orders',
    severity: 'error',
    row: Math.max(rowOf(onlyDay), rowOf(onlyMonth)),
    column: name,
    message: `The dates are written in two orders: ${count(onlyDay)} can only be ${dayFirst.format} (row ${rowOf(onlyDay)} first), ${count(onlyMonth)} only ${monthFirst.format} (row ${rowOf(onlyMonth)} first). Nothing tells the others apart; write all as YYYY-MM-DD.`,
  })
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
    repairs: ['cell-to-missing'],
  })
}

function reads(form: CellForm, text: string): boolean {
  return !Number.isNaN(form.parse(text))
}

function clipped(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`
}
