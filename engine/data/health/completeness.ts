import { stepOf, timeAt, type FrequencyKind } from '../calendar'
import { civilDateOf, dayMs, daysFromCivil, hourMs } from '../civil'
import type { SeriesReading } from '../to-series'

/** What lies in one mark of the map. Steps of the calendar, and rows whose date another row has. */
export interface CompletenessMark {
  readonly steps: number
  /** Steps without a value of the target. */
  readonly missing: number
  /** Steps without one in the file that a repair gave a value. */
  readonly filled: number
  readonly duplicates: number
}

export type MapUnit = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'stretch'

/** A calendar of the series: a row of marks for each day, month, year or decade. */
export interface CompletenessMap {
  /** What one mark stands for. */
  readonly unit: MapUnit
  /** Steps of a mark where it stands for a stretch of steps and for no time; else null. */
  readonly stretch: number | null
  readonly rows: readonly {
    readonly label: string
    /** `[places of a row]`, null before the first and after the last step. */
    readonly marks: readonly (CompletenessMark | null)[]
  }[]
}

interface Grid {
  readonly unit: MapUnit
  /** Marks of a row. */
  readonly places: number
  /** Number of the row and of the mark in it. */
  place(civilMs: number): readonly [row: number, mark: number]
  label(row: number): string
}

const two = (number: number): string => String(number).padStart(2, '0')

const byYear = (unit: 'week' | 'month', places: number, at: (civilMs: number) => number): Grid => ({
  unit,
  places,
  place: (civilMs) => [civilDateOf(civilMs).year, at(civilMs)],
  label: (row) => String(row),
})

/** From the finest to the coarsest; weeks are counted from 1 January. */
const grids = {
  hours: {
    unit: 'hour',
    places: 24,
    place: (civilMs) => [
      Math.floor(civilMs / dayMs),
      Math.floor((((civilMs % dayMs) + dayMs) % dayMs) / hourMs),
    ],
    label(row) {
      const { year, month, day } = civilDateOf(row * dayMs)
      return `${year}-${two(month)}-${two(day)}`
    },
  },
  days: {
    unit: 'day',
    places: 31,
    place(civilMs) {
      const { year, month, day } = civilDateOf(civilMs)
      return [year * 12 + month - 1, day - 1]
    },
    label: (row) => `${Math.floor(row / 12)}-${two((row % 12) + 1)}`,
  },
  weeks: byYear('week', 53, (civilMs) => {
    const { year } = civilDateOf(civilMs)
    return Math.floor((Math.floor(civilMs / dayMs) - daysFromCivil(year, 1, 1)) / 7)
  }),
  months: byYear('month', 12, (civilMs) => civilDateOf(civilMs).month - 1),
  quarters: {
    unit: 'quarter',
    places: 40,
    place(civilMs) {
      const { year, month } = civilDateOf(civilMs)
      return [Math.floor(year / 10), (year % 10) * 4 + Math.floor((month - 1) / 3)]
    },
    label: (row) => `${row * 10}s`,
  },
  years: {
    unit: 'year',
    places: 10,
    place(civilMs) {
      const { year } = civilDateOf(civilMs)
      return [Math.floor(year / 10), year % 10]
    },
    label: (row) => `${row * 10}s`,
  },
} satisfies Readonly<Record<string, Grid>>

const finest: Readonly<Record<FrequencyKind, Grid | null>> = {
  secondly: grids.hours,
  minutely: grids.hours,
  hourly: grids.days,
  daily: grids.weeks,
  'business-daily': grids.weeks,
  'trading-daily': grids.weeks,
  weekly: grids.weeks,
  monthly: grids.months,
  quarterly: grids.quarters,
  yearly: grids.years,
  irregular: null,
  index: null,
}

/** More rows than a page can show make the next coarser map. */
const mostRows = 40
const stretches = 50

/**
 * Where a series has values and where it has none, mark by mark. Steps before the target's first value and
 * after its last are complete: the series does not need them.
 * @returns null without a time axis.
 */
export function completenessOf({ axis, series }: SeriesReading): CompletenessMap | null {
  if (axis === null || axis.rows.length === 0) return null
  const { calendar, steps, summary } = axis
  const count = summary.steps
  const first = steps[0]
  const hasRow = new Uint8Array(count)
  for (const step of steps) hasRow[step - first] = 1
  const start = series === null ? null : stepOf(calendar, timeAt(series.calendar, 0))
  const values = series?.values ?? new Float64Array()
  const grid = gridFor(axis.calendar.frequency.kind, summary.start, summary.end)
  const stretch = Math.ceil(count / stretches)
  const place = (step: number): readonly [number, number] =>
    grid === null ? [0, Math.floor(step / stretch)] : grid.place(timeAt(calendar, first + step))
  const rows = new Map<number, (Tally | null)[]>()
  const tallyAt = (step: number): Tally => {
    const [row, mark] = place(step)
    const marks = rows.get(row) ?? Array<Tally | null>(grid?.places ?? stretches).fill(null)
    rows.set(row, marks)
    return (marks[mark] ??= { steps: 0, missing: 0, filled: 0, duplicates: 0 })
  }
  for (let step = 0; step < count; step++) {
    const tally = tallyAt(step)
    tally.steps += 1
    const inSeries = start === null ? -1 : first + step - start
    const covered = inSeries >= 0 && inSeries < values.length
    if (covered ? Number.isNaN(values[inSeries]) : hasRow[step] === 0) tally.missing += 1
    else if (hasRow[step] === 0) tally.filled += 1
  }
  if (calendar.frequency.kind !== 'irregular') {
    for (const row of axis.duplicates) {
      const step = stepOf(calendar, axis.times[row])
      if (step !== null) tallyAt(step - first).duplicates += 1
    }
  }
  return {
    unit: grid?.unit ?? 'stretch',
    stretch: grid === null ? stretch : null,
    rows: [...rows]
      .sort(([a], [b]) => a - b)
      .map(([row, marks]) => ({ label: grid?.label(row) ?? '', marks })),
  }
}

type Tally = { -readonly [Key in keyof CompletenessMark]: number }

function gridFor(kind: FrequencyKind, start: number, end: number): Grid | null {
  const fine = finest[kind]
  if (fine === null) return null
  const order: readonly Grid[] = [grids.hours, grids.days, grids.weeks, grids.quarters, grids.years]
  const coarser = [fine, ...order.slice(order.indexOf(fine) + 1)]
  return coarser.find((grid) => grid.place(end)[0] - grid.place(start)[0] < mostRows) ?? grids.years
}
