import type { DataIssue } from '../../engine/data/table'
import type { ErrorCode, PlainError } from '../../engine/errors'
import type { DatasetProfile } from '../../engine/jobs/protocol'

/** Warnings shown before the rest is only counted. */
const mostWarnings = 5

/** What is done about a fault by options, where the engine speaks of the window's controls. */
const remedies: Partial<Record<ErrorCode, string>> = {
  'frequency-unclear':
    'Give --resample a step and how its rows are joined, such as weekly:sum, or rows to count them.',
  'no-number-column':
    'Name a file with a column of numbers (nine cells in ten), or a column of texts with --classes.',
  'no-target': 'Name the column to forecast with --target; the column of --id is none.',
}

/** One line for the user: file, row, column, what is wrong, what to do. */
export function errorLine(error: PlainError, file: string | null): string {
  const { row, column, remedy } = error.details
  const place = placeText(error.details.file ?? file, row ?? null, column ?? null)
  const sentences = [error.message, remedies[error.code] ?? remedy ?? ''].filter(
    (sentence) => sentence !== '',
  )
  return oneLine(`hindcast: ${place}${sentences.join(' ')}`)
}

/** What was found wrong in a file but does not stop a forecast, a line each. */
export function warningLines(profile: DatasetProfile, file: string): readonly string[] {
  const grave = profile.issues.filter(({ severity }) => severity !== 'info')
  const lines = grave
    .slice(0, mostWarnings)
    .map(({ row, column, message }) => oneLine(`${placeText(file, row, column)}${message}`))
  const rest = grave.length - lines.length
  if (rest === 0) return lines
  return [...lines, `and ${rest} more: hindcast inspect ${file}`]
}

export function issueLine({ severity, row, column, message }: DataIssue): string {
  return oneLine(`${severity}: ${placeText(null, row, column)}${message}`)
}

function placeText(file: string | null, row: number | null, column: string | null): string {
  const parts = [
    file ?? '',
    row === null ? '' : `row ${row}`,
    column === null ? '' : `column "${column}"`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join(', ')}: `
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ')
}
