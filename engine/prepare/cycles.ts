import type { Frequency, FrequencyKind } from '../data/calendar'
import { solveLinearSystem } from './linear-system'

/** A cycle of the calendar, counted in steps of the series. */
export interface Cycle {
  readonly name: 'daily' | 'weekly' | 'annual'
  /** Steps, not always whole: 365.2425 days. Above 2. */
  readonly period: number
}

/** A mean and the sines and cosines of a cycle, fitted by least squares. */
export interface HarmonicFit {
  readonly cycle: Cycle
  /** Constant, then sine and cosine of each harmonic. */
  readonly coefficients: readonly number[]
  /** Share of the variance explained where it was fitted, 0 to 1. */
  readonly explained: number
}

const daysInYear = 365.2425

/** Steps a day; trading days have five a week and the year's share of them. */
const stepsPerDay: Partial<Record<FrequencyKind, number>> = {
  secondly: 86400,
  minutely: 1440,
  hourly: 24,
  daily: 1,
}

/** The cycles that a series of this frequency may show, shortest first; only of more than two steps. */
export function possibleCycles({ kind, multiple }: Frequency): readonly Cycle[] {
  if (kind === 'business-daily' || kind === 'trading-daily') {
    const year = ((daysInYear * 5) / 7) * (1 / multiple)
    return longEnough([
      { name: 'weekly', period: 5 / multiple },
      { name: 'annual', period: year },
    ])
  }
  if (kind === 'weekly') return longEnough([{ name: 'annual', period: daysInYear / 7 / multiple }])
  const day = (stepsPerDay[kind] ?? 0) / multiple
  return longEnough([
    { name: 'daily', period: day },
    { name: 'weekly', period: 7 * day },
    { name: 'annual', period: daysInYear * day },
  ])
}

function longEnough(cycles: readonly Cycle[]): readonly Cycle[] {
  return cycles.filter((cycle) => cycle.period > 2)
}

/** Angle of a step in its cycle, radians. */
export function phase(cycle: Cycle, step: number): number {
  return (2 * Math.PI * (step % cycle.period)) / cycle.period
}

/**
 * Fits a constant and `harmonics` pairs of sine and cosine to the finite values by ordinary least squares
 * (normal equations). Step 0 is the first value.
 */
export function fitHarmonics(values: Float64Array, cycle: Cycle, harmonics: number): HarmonicFit {
  const size = 1 + 2 * harmonics
  const system = Array.from({ length: size }, () => new Float64Array(size + 1))
  let count = 0
  let mean = 0
  let total = 0
  values.forEach((value, step) => {
    if (Number.isNaN(value)) return
    count += 1
    const distance = value - mean
    mean += distance / count
    total += distance * (value - mean)
    const row = regressors(cycle, step, harmonics)
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) system[i][j] += row[i] * row[j]
      system[i][size] += row[i] * value
    }
  })
  const coefficients = solveLinearSystem(system).map(([value]) => value)
  const fit = { cycle, coefficients, explained: 0 }
  let rest = 0
  values.forEach((value, step) => {
    if (!Number.isNaN(value)) rest += (value - harmonicAt(fit, step)) ** 2
  })
  return { ...fit, explained: total === 0 ? 0 : Math.max(0, 1 - rest / total) }
}

/** The fitted curve at a step, in the values' unit; any step, also after the end. */
export function harmonicAt(fit: HarmonicFit, step: number): number {
  const row = regressors(fit.cycle, step, (fit.coefficients.length - 1) / 2)
  return row.reduce((sum, value, i) => sum + value * fit.coefficients[i], 0)
}

function regressors(cycle: Cycle, step: number, harmonics: number): readonly number[] {
  const angle = phase(cycle, step)
  const row = [1]
  for (let k = 1; k <= harmonics; k++) row.push(Math.sin(k * angle), Math.cos(k * angle))
  return row
}
