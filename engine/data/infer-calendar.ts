import {
  monthsPerStep,
  stepOf,
  stepOfMonth,
  type Calendar,
  type Frequency,
  type FrequencyKind,
} from './calendar'
import {
  civilDateOf,
  dayMs,
  daysInMonth,
  hourMs,
  minuteMs,
  monthNumber,
  secondMs,
  weekdayOf,
} from './civil'

/** Least share of the dates that must lie on a grid for it to be the file's grid. */
const leastOnGrid = 0.8
/** Least share of neighbours that must be one step apart. */
const leastUsual = 0.5
/** Largest share of dates on a weekend in what is still business-daily data. */
const mostWeekends = 0.02
const mostDifferences = 100_000

/**
 * The grid on which times lie: the commonest distance of neighbours, then phase and day of month by
 * majority. `irregular` when fewer than half of the neighbours are one step apart, fewer than 80 % of the
 * dates lie on one grid, or with fewer than two dates.
 * @param times civil milliseconds, ascending, distinct.
 */
export function inferCalendar(times: Float64Array): Calendar {
  const irregular = calendar('irregular', 1, times.length === 0 ? 0 : times[0])
  if (times.length < 2) return irregular
  const found = wholeDays(times) ? inferDays(times) : inferClock(times)
  return found !== null && shareOnGrid(found, times) >= leastOnGrid ? found : irregular
}

/** `inferCalendar` without its place: kind and multiple. */
export function inferFrequency(times: Float64Array): Frequency {
  return inferCalendar(times).frequency
}

/**
 * The grid of an index: its steps are the commonest distance, in index units; `irregular` as for times.
 * @param values whole numbers, ascending, distinct.
 */
export function inferIndex(values: Float64Array): Calendar {
  const irregular = calendar('irregular', 1, values.length === 0 ? 0 : values[0])
  const step = usualStep(differences(values))
  if (step === null) return irregular
  const found = phased('index', step, step, values)
  return shareOnGrid(found, values) >= leastOnGrid ? found : irregular
}

function inferDays(times: Float64Array): Calendar | null {
  const monthly = inferMonths(times)
  if (monthly !== null) return monthly
  const step = usualStep(differences(times))
  if (step === null) return null
  const days = step / dayMs
  if (days === 1) return isBusiness(times) ? business(times) : phased('daily', 1, dayMs, times)
  return days % 7 === 0
    ? phased('weekly', days / 7, step, times)
    : phased('daily', days, step, times)
}

/** Months when the day of the month is the same throughout, or when it varies inside regular months. */
function inferMonths(times: Float64Array): Calendar | null {
  const months = new Float64Array(times.length)
  const days = new Uint8Array(times.length)
  const lengths = new Uint8Array(times.length)
  times.forEach((time, i) => {
    const date = civilDateOf(time)
    months[i] = monthNumber(date)
    days[i] = date.day
    lengths[i] = daysInMonth(date.year, date.month)
  })
  const step = usualStep(differences(months))
  if (step === null || step < 1) return null
  const longest = days.reduce((most, day) => Math.max(most, day), 0)
  const atEnd = days.every((day, i) => day === lengths[i])
  const aligned = days.every((day, i) => day === Math.min(longest, lengths[i]))
  if (!aligned && (isEven(differences(times)) || !isEven(differences(months)))) return null
  const dayOfMonth = atEnd ? 31 : aligned ? longest : (commonest(days) ?? 1)
  const [kind, multiple] = monthKind(step)
  const start = times[0] + (Math.min(dayOfMonth, lengths[0]) - days[0]) * dayMs
  const found = calendar(kind, multiple, start)
  return civilDateOf(start).day === dayOfMonth ? found : { ...found, dayOfMonth }
}

function monthKind(step: number): [FrequencyKind, number] {
  if (step % 12 === 0) return ['yearly', step / 12]
  return step % 3 === 0 ? ['quarterly', step / 3] : ['monthly', step]
}

function inferClock(times: Float64Array): Calendar | null {
  const step = usualStep(differences(times))
  if (step === null) return null
  const units: readonly (readonly [FrequencyKind, number])[] = [
    ['weekly', 7 * dayMs],
    ['daily', dayMs],
    ['hourly', hourMs],
    ['minutely', minuteMs],
    ['secondly', secondMs],
  ]
  const unit = units.find(([, length]) => step % length === 0)
  return unit === undefined ? null : phased(unit[0], step / unit[1], step, times)
}

/** Rows on weekdays only, over at least one weekend; a few strays on a weekend are allowed. */
function isBusiness(times: Float64Array): boolean {
  let weekends = 0
  let passed = false
  let before = 0
  for (const time of times) {
    const weekday = weekdayOf(Math.floor(time / dayMs))
    if (weekday > 4) weekends += 1
    if (weekday < before) passed = true
    before = weekday
  }
  return passed && weekends <= times.length * mostWeekends
}

function business(times: Float64Array): Calendar {
  const first = times.find((time) => weekdayOf(Math.floor(time / dayMs)) <= 4)
  return calendar('business-daily', 1, first ?? times[0])
}

/** A grid of even steps that starts at the first date of the commonest phase. */
function phased(
  kind: FrequencyKind,
  multiple: number,
  lengthMs: number,
  times: Float64Array,
): Calendar {
  const phases = times.map((time) => ((time % lengthMs) + lengthMs) % lengthMs)
  const phase = commonest(phases.subarray(0, mostDifferences))
  const first = times.find((_, i) => phases[i] === phase)
  return calendar(kind, multiple, first ?? times[0])
}

function shareOnGrid(found: Calendar, times: Float64Array): number {
  const monthly = monthsPerStep(found.frequency) !== null
  const place = monthly ? stepOfMonth : stepOf
  return times.reduce((on, time) => on + (place(found, time) === null ? 0 : 1), 0) / times.length
}

function wholeDays(times: Float64Array): boolean {
  const phase = ((times[0] % dayMs) + dayMs) % dayMs
  return times.every((time) => ((time % dayMs) + dayMs) % dayMs === phase)
}

/** Of neighbours, at most the first 100,000: enough to know what is common. */
function differences(times: Float64Array): Float64Array {
  return times.subarray(1, mostDifferences).map((time, i) => time - times[i])
}

/** The commonest difference when at least half of them are it: else nothing is usual. */
function usualStep(values: Float64Array): number | null {
  const step = commonest(values)
  return step !== null && countOf(values, step) >= values.length * leastUsual ? step : null
}

/** Whether nearly all values are the same. */
function isEven(values: Float64Array): boolean {
  const value = commonest(values)
  return value !== null && countOf(values, value) >= values.length * leastOnGrid
}

function countOf(values: Float64Array, wanted: number): number {
  return values.reduce((count, value) => count + (value === wanted ? 1 : 0), 0)
}

/** The commonest value, the least of several; null of none. */
function commonest(values: Iterable<number>): number | null {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best: number | null = null
  let most = 0
  for (const [value, count] of counts) {
    if (count > most || (count === most && best !== null && value < best)) {
      best = value
      most = count
    }
  }
  return best
}

function calendar(kind: FrequencyKind, multiple: number, start: number): Calendar {
  return { frequency: { kind, multiple }, start }
}
