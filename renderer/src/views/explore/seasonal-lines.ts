import type { Frequency } from '../../../../engine/data/calendar'
import type { Series } from '../../../../engine/data/series'
import { clockText, dayText, monthText } from '../../charts/date-text'
import { movingMean } from '../../charts/moving-mean'
import type { TimeGrid } from '../../charts/time-ticks'

/** One turn of the calendar laid over the others. */
export interface SeasonalLine {
  readonly name: string
  /** `[places]`, NaN where there is no value. */
  readonly values: Float64Array
}

/** A season's turns on one axis: years by their months or days, days by their hours. */
export interface SeasonalLines {
  readonly title: string
  /** What was done to the values, such as `21-day mean`; empty when nothing. */
  readonly note: string
  /** Name of each place, such as `3 Feb` or `13:30`. */
  readonly places: readonly string[]
  /** Places that get a label. */
  readonly ticks: readonly { readonly step: number; readonly text: string }[]
  /** The newest last; at most four. */
  readonly lines: readonly SeasonalLine[]
}

const dayMs = 86_400_000
/** 1 January of a year without a 29 February. */
const plainYear = Date.UTC(2023, 0, 1)
const mostLines = 4
const mostPlacesOfDay = 288
const monthStarts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const weeks = 53
const everyOtherMonth = [0, 2, 4, 6, 8, 10]

/** Null where the calendar has no turn to compare, or the series is shorter than two of them. */
export function seasonalLinesOf(
  series: Series,
  { times, frequency }: TimeGrid,
): SeasonalLines | null {
  const { kind, multiple } = frequency
  switch (kind) {
    case 'monthly':
    case 'quarterly':
    case 'weekly':
    case 'daily':
    case 'business-daily':
    case 'trading-daily':
      return multiple === 1 ? byYear(series.values, times, frequency) : null
    case 'hourly':
    case 'minutely':
      return byDay(series.values, times)
    default:
      return null
  }
}

/** The last years, each a line. */
function byYear(
  values: Float64Array,
  times: ArrayLike<number>,
  { kind }: Frequency,
): SeasonalLines | null {
  const width = kind === 'daily' ? 21 : kind.endsWith('daily') ? 15 : 1
  const shown = width > 1 ? movingMean(values, width) : values
  const places = kind === 'monthly' ? 12 : kind === 'quarterly' ? 4 : kind === 'daily' ? 365 : weeks
  const placeOf = (date: Date): number => {
    if (kind === 'monthly') return date.getUTCMonth()
    if (kind === 'quarterly') return Math.floor(date.getUTCMonth() / 3)
    // 29 February shares the place of 1 March, so that every year has the same places.
    const day = monthStarts[date.getUTCMonth()] + date.getUTCDate() - 1
    return kind === 'daily' ? day : Math.floor(day / 7)
  }
  const lastYear = new Date(times[values.length - 1]).getUTCFullYear()
  const years = new Map<number, Float64Array>()
  for (let step = values.length - 1; step >= 0; step--) {
    const date = new Date(times[step])
    const year = date.getUTCFullYear()
    if (year <= lastYear - mostLines) break
    const line = years.get(year) ?? new Float64Array(places).fill(Number.NaN)
    years.set(year, line)
    const place = placeOf(date)
    if (Number.isNaN(line[place])) line[place] = shown[step]
  }
  const lines = [...years]
    .map(([year, line]) => ({ name: String(year), values: line }))
    .filter((line) => line.values.some((value) => !Number.isNaN(value)))
    .reverse()
  if (lines.length < 2) return null
  const months = everyOtherMonth.map((month) => ({
    step:
      kind === 'monthly'
        ? month
        : kind === 'daily'
          ? monthStarts[month]
          : Math.floor(monthStarts[month] / 7),
    text: monthText(month),
  }))
  const quarters = [0, 1, 2, 3].map((step) => ({ step, text: `Q${step + 1}` }))
  const unit =
    kind === 'quarterly'
      ? 'quarter'
      : kind === 'monthly'
        ? 'month'
        : kind === 'daily'
          ? 'day'
          : 'week'
  return {
    title: `By ${unit} of the year`,
    places: Array.from({ length: places }, (_, place) => {
      if (kind === 'quarterly') return `Q${place + 1}`
      if (kind === 'monthly') return monthText(place)
      const day = dayText(plainYear + place * dayMs * (kind === 'daily' ? 1 : 7))
      return kind === 'daily' ? day : `Week of ${day}`
    }),
    note: width === 1 ? '' : kind === 'daily' ? '21-day mean' : `${width}-session mean`,
    ticks: kind === 'quarterly' ? quarters : months,
    lines,
  }
}

/** The mean day: workdays and weekends. */
function byDay(values: Float64Array, times: ArrayLike<number>): SeasonalLines | null {
  if (values.length < 2 || times[values.length - 1] - times[0] < 2 * dayMs) return null
  const stepMs = times[1] - times[0]
  const places = Math.min(mostPlacesOfDay, Math.round(dayMs / stepMs))
  if (places < 2) return null
  const groups = ['Sat–Sun', 'Mon–Fri'].map((name) => ({
    name,
    sums: new Float64Array(places),
    counts: new Uint32Array(places),
  }))
  values.forEach((value, step) => {
    if (Number.isNaN(value)) return
    const day = Math.floor(times[step] / dayMs)
    // 1 January 1970 was a Thursday.
    const group = groups[((day % 7) + 10) % 7 > 4 ? 0 : 1]
    const place = Math.floor(((times[step] - day * dayMs) / dayMs) * places)
    group.sums[place] += value
    group.counts[place] += 1
  })
  const lines = groups
    .map(({ name, sums, counts }) => ({
      name,
      values: sums.map((sum, place) => (counts[place] === 0 ? Number.NaN : sum / counts[place])),
    }))
    .filter((line) => line.values.some((value) => !Number.isNaN(value)))
  const hours = [0, 6, 12, 18].map((hour) => ({
    step: (hour / 24) * places,
    text: `${String(hour).padStart(2, '0')}:00`,
  }))
  const clocks = Array.from({ length: places }, (_, place) => clockText((place / places) * dayMs))
  return { title: 'By time of day', note: 'mean', places: clocks, ticks: hours, lines }
}
