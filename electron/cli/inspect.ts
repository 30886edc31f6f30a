import { describeFrequency, formatTime } from '../../engine/data/calendar'
import type { DatasetProfile } from '../../engine/jobs/protocol'
import { say } from './io'
import type { CommandIo } from './io'
import { issueLine } from './messages'
import { openFile } from './read-dataset'
import { textTable } from './text-table'

/** `inspect FILE`: what the file holds. */
export async function inspect(
  { file, json }: { readonly file: string; readonly json: boolean },
  io: CommandIo,
): Promise<void> {
  const { profile } = await openFile(file, {}, io)
  say(io.stdout, json ? JSON.stringify(inspectJson(profile, file)) : inspectText(profile, file))
}

function inspectJson(profile: DatasetProfile, file: string) {
  const { format, encoding, delimiter, layout, rows, columns, time, series, issues } = profile
  return {
    file,
    format,
    encoding,
    delimiter,
    layout,
    rows,
    columns: columns.map(({ name, type, role, missing, unit }) => ({
      name,
      type,
      role,
      missing,
      unit,
    })),
    time: time && {
      column: time.column,
      format: time.format,
      frequency: time.frequency.kind,
      multiple: time.frequency.multiple,
      start: formatTime(time.start, time.frequency),
      end: formatTime(time.end, time.frequency),
      gaps: time.gaps,
      duplicates: time.duplicates,
      descending: time.descending,
      ambiguous: time.ambiguous,
      zone: time.zone,
    },
    series,
    issues: issues.map(({ code, severity, row, column, message, repairs = [] }) => ({
      code,
      severity,
      row,
      column,
      message,
      repairs,
    })),
  }
}

function inspectText(profile: DatasetProfile, file: string): string {
  const { rows, columns, time, issues, issueCount, blocked } = profile
  const table = textTable([
    ['column', 'type', 'role', 'missing'],
    ...columns.map(({ name, type, role, missing }) => [name, type, role, String(missing)]),
  ])
  const parts = [
    [`${file}: ${rows} rows`, `${columns.length} columns`, ...formOf(profile)].join(', '),
    table,
    timeText(time),
  ]
  if (issueCount > 0) {
    const shown = issues.map(issueLine)
    const rest = issueCount > shown.length ? [`and ${issueCount - shown.length} more`] : []
    parts.push([...shown, ...rest].join('\n'))
  }
  if (blocked !== null) {
    parts.push(`No forecast yet: ${blocked.message} ${blocked.details.remedy ?? ''}`.trimEnd())
  }
  return parts.join('\n\n')
}

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar', ' ': 'spaces' }

/** How the file is written: its encoding and delimiter, or its format and sheet. */
function formOf({ format, encoding, delimiter, sheet }: DatasetProfile): readonly string[] {
  const parts = [encoding ?? format, delimiter && delimiterNames[delimiter], sheet]
  return parts.filter((part) => part !== null && part !== undefined)
}

function timeText(time: DatasetProfile['time']): string {
  if (time === null) return 'No row has a time.'
  const { frequency, start, end, steps, gaps, duplicates } = time
  const column = time.column ?? 'rows counted'
  const from = formatTime(start, frequency)
  const to = formatTime(end, frequency)
  return (
    `${column}: ${describeFrequency(frequency)}, ${from} to ${to}, ${steps} steps, ` +
    `${gaps} without a row, ${duplicates} duplicates`
  )
}
