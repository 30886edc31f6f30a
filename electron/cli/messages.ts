import type { DataIssue } from '../../engine/data/table'
import type { PlainError } from '../../engine/errors'
import type { DatasetProfile } from '../../engine/jobs/protocol'

/** Warnings shown before the rest is only counted. */
const mostWarnings = 5

/** One line for the user: file, row, column, what is wrong, what to do. */
export function errorLine(error: PlainError, file: string | null): string {
  const { row, column, remedy } = error.details
  const place = placeText(error.details.file ?? file, row ?? null, column ?? null)
  const sentences = [error.message, remedy ?? ''].filter((sentence) => sentence !== '')
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
