import type { Frequency, FrequencyKind } from '../../../engine/data/calendar'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const two = (part: number): string => String(part).padStart(2, '0')

/** `Jan` for 0. */
export function monthText(month: number): string {
  return months[month] ?? ''
}

/** `14:05` of civil milliseconds. */
export function clockText(civilMs: number): string {
  const date = new Date(civilMs)
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
}

/** `4 Jan` of civil milliseconds. */
export function dayText(civilMs: number): string {
  const date = new Date(civilMs)
  return `${date.getUTCDate()} ${monthText(date.getUTCMonth())}`
}

const isClock = (kind: FrequencyKind): boolean =>
  kind === 'secondly' || kind === 'minutely' || kind === 'hourly'

/**
 * A point in time as precisely as its frequency: `2012`, `Q3 2012`, `Jan 2012`, `1 Jan 2012`,
 * `1 Jan 2012 14:05`, or the bare number of an `index` series.
 */
export function timeText(time: number, frequency: Frequency): string {
  const { kind } = frequency
  if (kind === 'index') return String(time)
  const date = new Date(time)
  const year = date.getUTCFullYear()
  if (kind === 'yearly') return String(year)
  if (kind === 'quarterly') return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${year}`
  if (kind === 'monthly') return `${monthText(date.getUTCMonth())} ${year}`
  const day = `${dayText(time)} ${year}`
  if (!isClock(kind)) return day
  const seconds = kind === 'secondly' ? `:${two(date.getUTCSeconds())}` : ''
  return `${day} ${clockText(time)}${seconds}`
}

/** The same for a table's row, where the year would repeat: `Fri 1 Jan`, `Fri 1 Jan 14:00`. */
export function rowTimeText(time: number, frequency: Frequency): string {
  const { kind } = frequency
  const dated = isClock(kind) || kind.endsWith('daily') || kind === 'weekly'
  if (!dated) return timeText(time, frequency)
  const day = `${weekdays[new Date(time).getUTCDay()] ?? ''} ${dayText(time)}`
  return isClock(kind) ? `${day} ${clockText(time)}` : day
}

const units: Readonly<Record<FrequencyKind, readonly [one: string, many: string]>> = {
  secondly: ['second', 'seconds'],
  minutely: ['minute', 'minutes'],
  hourly: ['hour', 'hours'],
  daily: ['day', 'days'],
  'business-daily': ['business day', 'business days'],
  'trading-daily': ['session', 'sessions'],
  weekly: ['week', 'weeks'],
  monthly: ['month', 'months'],
  quarterly: ['quarter', 'quarters'],
  yearly: ['year', 'years'],
  irregular: ['row', 'rows'],
  index: ['step', 'steps'],
}

/** The unit of `count` steps: `days`; plain `steps` where a step is several units, as with ten minutes. */
export function stepUnit(frequency: Frequency, count: number): string {
  const [one, many] = frequency.multiple === 1 ? units[frequency.kind] : units.index
  return count === 1 ? one : many
}

/** `14 days`, `1 month`, `6 steps`. */
export function stepsText(count: number, frequency: Frequency): string {
  return `${count.toLocaleString('en-US')} ${stepUnit(frequency, count)}`
}

const names: Readonly<Record<FrequencyKind, string>> = {
  secondly: 'Every second',
  minutely: 'Every minute',
  hourly: 'Hourly',
  daily: 'Daily',
  'business-daily': 'Business days',
  'trading-daily': 'Trading days',
  weekly: 'Weekly',
  monthly: 'Monthly',
  quarterly: 'Quarterly',
  yearly: 'Yearly',
  irregular: 'Irregular',
  index: 'Row by row',
}

/** `Daily`, `Every 10 minutes`. */
export function frequencyText(frequency: Frequency): string {
  if (frequency.multiple === 1) return names[frequency.kind]
  return `Every ${frequency.multiple} ${units[frequency.kind][1]}`
}
