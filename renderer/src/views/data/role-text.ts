import type { ColumnRole } from '../../../../engine/data/table'
import type { TimeProfile, ColumnProfile } from '../../../../engine/jobs/protocol'
import { frequencyText } from '../../charts/date-text'

/** Roles as the column menu names them, with what each means. */
export const roleText: Readonly<
  Record<ColumnRole, { readonly name: string; readonly note: string }>
> = {
  date: { name: 'Date', note: 'When each row was measured' },
  target: { name: 'Target', note: 'What is forecast' },
  covariate: { name: 'Past covariate', note: 'Helps the forecast; known only in the past' },
  id: { name: 'Series name', note: 'Splits the table into one series per value' },
  ignore: { name: 'Ignored', note: 'Not used' },
}

/** `Daily`, `Number, 3 missing`, `Text, 5 values`. */
export function typeText(column: ColumnProfile, time: TimeProfile | null): string {
  const missing = column.missing > 0 ? `, ${column.missing.toLocaleString('en-US')} missing` : ''
  if (column.type === 'date') {
    const frequency = time?.column === column.name ? frequencyText(time.frequency) : 'Date'
    return `${frequency}${missing}`
  }
  if (column.type === 'number') return `Number${missing}`
  const count = column.distinct ?? 0
  return `Text, ${count.toLocaleString('en-US')} ${count === 1 ? 'value' : 'values'}${missing}`
}
