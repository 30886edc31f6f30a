import { civilMidnight, dayMs, hourMs, minuteMs } from '../../data/civil'
import type { IssueLog } from '../../data/issues'
import type { Column, DateColumn, Table } from '../../data/table'
import { mondayOf, readClock, readPart, type Part } from './date-parts'

interface Parts {
  readonly columns: readonly Column[]
  readonly format: string
  timeAt(row: number): number
}

/**
 * Puts a date together from several columns: a date and a time of day, or year, month, day, hour and
 * minute, or year with quarter, week or day of the year. It becomes the first column; those that it is made of stay.
 */
export function combineDates(table: Table, log: IssueLog): Table {
  const parts = dateAndTime(table) ?? calendarParts(table)
  if (parts === null) return table
  const values = Float64Array.from({ length: table.rowCount }, (_, row) => parts.timeAt(row))
  if (values.every(Number.isNaN)) return table
  const taken = new Set(table.columns.map(({ name }) => name))
  const name = unused(parts.columns.map((column) => column.name).join(' '), taken)
  const date: DateColumn = {
    type: 'date',
    name,
    values,
    format: parts.format,
    unreadable: new Map(),
    ambiguous: parts.columns.some((column) => column.type === 'date' && column.ambiguous === true),
  }
  log.add({
    code: 'dates-combined',
    severity: 'info',
    row: null,
    column: name,
    message: `The dates were put together from the columns ${parts.columns.map((column) => `"${column.name}"`).join(', ')}.`,
  })
  const columns = table.columns.map((column) =>
    parts.columns.includes(column) ? { ...column, partOf: name } : column,
  )
  return { ...table, columns: [date, ...columns] }
}

function dateAndTime({ columns }: Table): Parts | null {
  const date = columns.find(
    (column): column is DateColumn => column.type === 'date' && isWholeDay(column),
  )
  if (date === undefined || columns.some((column) => column.type === 'date' && !isWholeDay(column)))
    return null
  for (const column of columns) {
    if (column === date) continue
    const clock = readClock(column) ?? readPart(column, 'clock')
    const hours = clock === null ? readPart(column, 'hour') : null
    const times = clock ?? hours?.map((hour) => hour * hourMs)
    if (times === undefined || isConstant(times)) continue
    const minute = hours === null ? undefined : columns.find((each) => readPart(each, 'minute'))
    const minutes = minute === undefined ? null : readPart(minute, 'minute')
    const seconds = times.some((time) => time % minuteMs !== 0)
    return {
      columns: minute === undefined ? [date, column] : [date, column, minute],
      format: `${date.format} ${seconds ? 'hh:mm:ss' : 'hh:mm'}`,
      timeAt: (row) => date.values[row] + times[row] + (minutes?.[row] ?? 0) * minuteMs,
    }
  }
  return null
}

/** Dates that are written to the day, not to the month or to the minute. */
function isWholeDay({ format }: DateColumn): boolean {
  return !format.includes('hh') && /D|Excel/.test(format)
}

function calendarParts({ columns }: Table): Parts | null {
  const find = (part: Part): { column: Column; values: Float64Array } | null => {
    for (const column of columns) {
      const values = readPart(column, part)
      if (values !== null) return { column, values }
    }
    return null
  }
  const year = find('year')
  const others = columns.some((column) => column.type === 'date' && column !== year?.column)
  if (year === null || others) return null
  const month = find('month')
  const day = month === null ? null : find('day')
  const hour = day === null ? null : find('hour')
  const minute = hour === null ? null : find('minute')
  if (month !== null) {
    const used = [year, month, day, hour, minute].flatMap((part) => part ?? [])
    return {
      columns: used.map(({ column }) => column),
      format: `YYYY MM${day === null ? '' : ' DD'}${hour === null ? '' : ' hh:mm'}`,
      timeAt: (row) =>
        civilMidnight(year.values[row], month.values[row], day?.values[row] ?? 1) +
        (hour?.values[row] ?? 0) * hourMs +
        (minute?.values[row] ?? 0) * minuteMs,
    }
  }
  const quarter = find('quarter')
  if (quarter !== null) {
    return {
      columns: [year.column, quarter.column],
      format: 'YYYY Qn',
      timeAt: (row) => civilMidnight(year.values[row], quarter.values[row] * 3 - 2, 1),
    }
  }
  const yearDay = find('yearday')
  if (yearDay !== null) {
    return {
      columns: [year.column, yearDay.column],
      format: 'YYYY DDD',
      timeAt: (row) => civilMidnight(year.values[row], 1, 1) + (yearDay.values[row] - 1) * dayMs,
    }
  }
  const week = find('week')
  if (week === null) return null
  return {
    columns: [year.column, week.column],
    format: 'YYYY Www',
    timeAt: (row) => mondayOf(year.values[row], week.values[row]),
  }
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0] || Number.isNaN(value))
}

function unused(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let i = 2; taken.has(name); i++) name = `${wanted} (${i})`
  return name
}
