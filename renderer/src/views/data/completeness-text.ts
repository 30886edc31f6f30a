import type { CompletenessMap, CompletenessMark } from '../../../../engine/data/health/completeness'

export type MarkLook = 'outside' | 'complete' | 'filled' | 'duplicate' | 'missing'

/** How a mark is drawn: by the gravest that lies in it. */
export function markLook(mark: CompletenessMark | null): MarkLook {
  if (mark === null || mark.steps === 0) return 'outside'
  if (mark.missing > 0) return 'missing'
  if (mark.duplicates > 0) return 'duplicate'
  return mark.filled > 0 ? 'filled' : 'complete'
}

/** `2013, week 34: 3 of 7 steps missing`; null for marks with nothing to tell. */
export function markText(
  { unit }: Pick<CompletenessMap, 'unit'>,
  label: string,
  place: number,
  mark: CompletenessMark | null,
): string | null {
  if (mark === null) return null
  const parts = [
    mark.missing > 0 ? `${mark.missing} of ${mark.steps} steps missing` : null,
    mark.filled > 0 ? `${mark.filled} filled` : null,
    mark.duplicates > 0 ? `${mark.duplicates} rows of a date that another has` : null,
  ].filter((part) => part !== null)
  if (parts.length === 0) return null
  const number = unit === 'hour' ? place : place + 1
  const where = unit === 'year' ? `${label.slice(0, -2)}${place}` : `${unit} ${number}`
  return `${label === '' || unit === 'year' ? where : `${label}, ${where}`}: ${parts.join(', ')}`
}

/** What one mark is and what its colours say. */
export function mapNote({ unit, stretch, rows }: CompletenessMap): string {
  const article = unit === 'hour' ? 'an' : 'a'
  const size = stretch === null ? `${article} ${unit}` : stretchText(stretch)
  const looks = new Set(rows.flatMap(({ marks }) => marks.map(markLook)))
  const colours = [
    looks.has('missing') ? 'amber has missing steps' : null,
    looks.has('duplicate') ? 'red a date twice' : null,
    looks.has('filled') ? 'hollow was filled' : null,
  ].filter((colour) => colour !== null)
  const meaning = colours.length === 0 ? 'nothing is missing' : colours.join(', ')
  return `One mark ${size}; ${meaning}.`
}

function stretchText(steps: number): string {
  return steps === 1 ? 'a step' : `for ${steps.toLocaleString('en-US')} steps`
}
