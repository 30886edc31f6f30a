import { timeAt } from '../../data/calendar'
import { dayMs } from '../../data/civil'
import type { Series } from '../../data/series'
import { solveLinearSystem } from '../../prepare/linear-system'

/** What is taken off every series before learning and put back on the forecast. */
export interface Adjustment {
  /** The series less its course. */
  apply(series: Series): Series
  /** The course of the steps after a history, `[steps]`. */
  ahead(history: Series, steps: number): Float64Array
}

/** Takes nothing off. */
export const noAdjustment: Adjustment = {
  apply: (series) => series,
  ahead: (_, steps) => new Float64Array(steps),
}

const yearMs = 365.2425 * dayMs
/** Waves a year and twice a year: more follow the weather of single years. */
const harmonics = 2
const terms = 1 + 2 * harmonics

/**
 * The mean course of a year in each series, fitted to this panel: level and waves of a year and half a year
 * (Fourier terms; Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 7.4). A series that was not
 * in the panel keeps its values.
 */
export function yearlyCourse(panel: readonly Series[]): Adjustment {
  const courses = new Map(panel.map((series) => [series.name, fitCourse(series)]))
  const courseOf = ({ name, calendar }: Series, from: number, steps: number): Float64Array => {
    const weights = courses.get(name)
    if (weights === undefined) return new Float64Array(steps)
    return Float64Array.from({ length: steps }, (_, i) =>
      waves(timeAt(calendar, from + i)).reduce((sum, wave, k) => sum + wave * weights[k], 0),
    )
  }
  return {
    apply(series) {
      const course = courseOf(series, 0, series.values.length)
      return { ...series, values: series.values.map((value, t) => value - course[t]) }
    },
    ahead: (history, steps) => courseOf(history, history.values.length, steps),
  }
}

/** Share of a series' variance that its yearly course explains, 0 to 1. */
export function yearlyStrength(series: Series): number {
  const rest = yearlyCourse([series]).apply(series).values
  const before = squaresAround(series.values)
  return before === 0 ? 0 : Math.max(0, 1 - squaresAround(rest) / before)
}

/** Whether a calendar has dates, and steps so short that a year holds many but no whole season of them. */
export function stepsAYear({ calendar }: Series): number | null {
  const { kind } = calendar.frequency
  if (kind === 'index' || kind === 'irregular') return null
  return yearMs / (timeAt(calendar, 1) - timeAt(calendar, 0))
}

function fitCourse({ calendar, values }: Series): Float64Array {
  const system = Array.from({ length: terms }, () => new Float64Array(terms + 1))
  values.forEach((value, t) => {
    if (Number.isNaN(value)) return
    const row = [...waves(timeAt(calendar, t)), value]
    system.forEach((equation, i) => {
      row.forEach((other, j) => {
        equation[j] += row[i] * other
      })
    })
  })
  return Float64Array.from(solveLinearSystem(system), ([weight]) => weight)
}

function waves(time: number): readonly number[] {
  const angle = (2 * Math.PI * time) / yearMs
  return [1, Math.sin(angle), Math.cos(angle), Math.sin(2 * angle), Math.cos(2 * angle)]
}

function squaresAround(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value))
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  return known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
}
