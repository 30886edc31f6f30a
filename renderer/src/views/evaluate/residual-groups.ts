import type { ResidualGroup } from '../../../../engine/evaluate/residual-diagnostics'
import { monthText } from '../../charts/date-text'

export interface ErrorBar {
  readonly name: string
  readonly value: number
  /** Of the longest bar, 0 to 1. */
  readonly share: number
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Mean absolute error of each month (1 to 12) or weekday (0 to 6). */
export function errorBars(
  groups: readonly ResidualGroup[],
  by: 'month' | 'weekday',
): readonly ErrorBar[] {
  const longest = Math.max(...groups.map(({ meanAbsolute }) => meanAbsolute))
  return groups.map(({ group, meanAbsolute }) => ({
    name: by === 'month' ? monthText(group - 1) : weekdays[group],
    value: meanAbsolute,
    share: longest > 0 ? meanAbsolute / longest : 0,
  }))
}
