import type { DataIssue } from '../../../../engine/data/table'
import { encodings, type Encoding } from '../../../../engine/import/encoding/names'
import type { Delimiter, ReadChoices } from '../../../../engine/import/reader'
import type { DatasetProfile } from '../../../../engine/jobs/protocol'

export const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Bar',
  ' ': 'Spaces',
}

/** Two forms that read a column equally well. */
export interface FormatQuestion {
  readonly column: string
  readonly formats: readonly [used: string, other: string]
}

/** Columns of which nothing in the file says how they are written, decided by the user or not. */
export function formatQuestions(issues: readonly DataIssue[]): readonly FormatQuestion[] {
  return issues.flatMap(({ column, formats }) =>
    column === null || formats === undefined ? [] : [{ column, formats }],
  )
}

/** `Day first, D/M/YYYY` for an order of dates; a notation of numbers as it is. */
export function formatName(format: string): string {
  const first = /[DMY]/.exec(format)?.[0]
  if (first === undefined) return format
  return `${{ D: 'Day', M: 'Month', Y: 'Year' }[first] ?? ''} first, ${format}`
}

/** Something about the reading that only the user knows, with what can be answered. */
export interface ReadQuestion {
  readonly title: string
  readonly place: string
  readonly text: string
  readonly answers: readonly { readonly label: string; readonly decided: ReadChoices }[]
}

/** What nothing in the file decides and the user has not answered yet. */
export function readQuestions({ issues, encoding }: DatasetProfile): readonly ReadQuestion[] {
  const used = encodings.find((known) => known === encoding)
  return issues.flatMap((issue): readonly ReadQuestion[] => {
    if (issue.code === 'encoding-assumed' && used) return [encodingQuestion(used)]
    const { column, formats, severity, message } = issue
    if (column === null || formats === undefined || severity === 'info') return []
    const isDate = issue.code === 'date-order-assumed'
    return [
      {
        title: isDate ? 'Day or month first?' : 'Point or comma?',
        place: column,
        text: message,
        answers: [...formats].sort().map((format) => ({
          label: formatName(format),
          decided: { formats: { [column]: format } },
        })),
      },
    ]
  })
}

/** The other encodings are in the list of the file's own section: there are too many for buttons. */
function encodingQuestion(encoding: Encoding): ReadQuestion {
  return {
    title: 'Letters right?',
    place: encoding,
    text: `The text is no UTF-8 and was read as ${encoding}. If letters look wrong, choose another encoding under File.`,
    answers: [{ label: `Keep ${encoding}`, decided: { encoding } }],
  }
}
