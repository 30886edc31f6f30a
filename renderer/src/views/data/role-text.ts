import type { ColumnRole } from '../../../../engine/data/table'
import type { TimeSummary } from '../../../../engine/data/time-axis'
import type { ColumnProfile } from '../../../../engine/jobs/protocol'
import { frequencyText } from '../../charts/date-text'

/** Roles as the column menu names them, with what each means. */
const roleText: Readonly<Record<ColumnRole, { readonly name: string; readonly note: string }>> = {
  date: { name: 'Date', note: 'When each row was measured' },
  target: { name: 'Target', note: 'What is forecast' },
  covariate: { name: 'Past covariate', note: 'Helps the forecast; known only in the past' },
  id: { name: 'Series name', note: 'Splits the table into one series per value' },
  ignore: { name: 'Ignored', note: 'Not used' },
}

/** A role as one column has it: what a covariate knows differs. */
export function roleOfColumn(
  role: ColumnRole,
  { known }: Pick<ColumnProfile, 'known'>,
): { readonly name: string; readonly note: string } {
  if (role !== 'covariate' || known === 'past') return roleText[role]
  return known === 'ahead'
    ? { name: 'Known ahead', note: 'Helps the forecast; known beyond the last value too' }
    : { name: 'Fixed', note: 'The same throughout this series' }
}

/** `Daily`, `Number, 3 missing`, `Text, 5 values`. */
export function typeText(column: ColumnProfile, time: TimeSummary | null): string {
  const missing = column.missing > 0 ? `, ${column.missing.toLocaleString('en-US')} missing` : ''
  if (column.type === 'date') {
    const frequency = time?.column === column.name ? frequencyText(time.frequency) : 'Date'
    return `${frequency}${missing}`
  }
  const unit = column.unit === null ? '' : `, ${column.unit}`
  if (column.type === 'number') return `Number${unit}${missing}`
  const count = column.distinct ?? 0
  return `Text, ${count.toLocaleString('en-US')} ${count === 1 ? 'value' : 'values'}${missing}`
}
