import { describeFrequency, formatTime } from '../../engine/data/calendar'
import type { DatasetProfile } from '../../engine/jobs/protocol'
import { frequencyName } from './frequency-name'
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
  const { format, encoding, delimiter, rows, columns, time, issues } = profile
  return {
    file,
    format,
    encoding,
    delimiter,
    rows,
    columns: columns.map(({ name, type, role, missing }) => ({ name, type, role, missing })),
    time: time && {
      column: time.column,
      format: time.format,
      frequency: frequencyName(time.frequency),
      start: formatTime(time.start, time.frequency),
      end: formatTime(time.end, time.frequency),
      gaps: time.gaps,
      duplicates: time.duplicates,
    },
    issues: issues.map(({ code, severity, row, column, message }) => ({
      code,
      severity,
      row,
      column,
      message,
    })),
  }
}

function inspectText(profile: DatasetProfile, file: string): string {
  const { encoding, delimiter, rows, columns, time, issues, issueCount, blocked } = profile
  const separator = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }[delimiter]
  const table = textTable([
    ['column', 'type', 'role', 'missing'],
    ...columns.map(({ name, type, role, missing }) => [name, type, role, String(missing)]),
  ])
  const parts = [
    `${file}: ${rows} rows, ${columns.length} columns, ${encoding}, ${separator}`,
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

function timeText(time: DatasetProfile['time']): string {
  if (time === null) return 'No column of dates.'
  const { column, frequency, start, end, steps, gaps, duplicates } = time
  const from = formatTime(start, frequency)
  const to = formatTime(end, frequency)
  return (
    `${column}: ${describeFrequency(frequency)}, ${from} to ${to}, ${steps} steps, ` +
    `${gaps} without a row, ${duplicates} duplicates`
  )
}
