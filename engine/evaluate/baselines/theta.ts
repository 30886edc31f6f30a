import { autocorrelation } from '../../prepare/level'
import { decompose } from '../../prepare/decompose'
import { fillGaps } from '../../prepare/fill-gaps'
import type { Forecaster } from '../forecaster'
import { normalQuantile, normalQuantiles } from '../normal'
import { localForecaster } from './local-forecaster'

/**
 * The Theta method (Assimakopoulos & Nikolopoulos 2000) in the form of Hyndman & Billah (2003): simple
 * exponential smoothing with half the trend's slope as drift, after a multiplicative season that a test at
 * 10 % finds. The winner of the M3 competition; `thetaf` in R's forecast package.
 */
export function thetaForecaster(): Forecaster {
  const reasons = ['Exponential smoothing with half the slope of the trend, after the season.']
  return localForecaster(
    'theta',
    reasons,
    ({ values }, { horizon, season, levels }) => {
      const { mean, deviation } = theta(values, horizon, season)
      return { mean, quantiles: normalQuantiles(mean, deviation, levels) }
    },
    true,
  )
}

/** Forecast and standard deviation of the steps after `values`, `[horizon]` each. */
export function theta(
  values: Float64Array,
  horizon: number,
  season: number,
): { readonly mean: Float64Array; readonly deviation: Float64Array } {
  const whole = fillGaps(values, season)
  const length = whole.length
  const figure = isSeasonal(whole, season)
    ? decompose(whole, season, 'multiplicative').figure
    : null
  const usable = figure !== null && figure.every((value) => value !== 0 && Number.isFinite(value))
  const place = (step: number): number => (usable ? figure[step % season] : 1)
  const adjusted = whole.map((value, step) => value / place(step))
  const { alpha, level, sigma } = smooth(adjusted)
  const slope = slopeOf(adjusted) / 2
  const start = (1 - (1 - alpha) ** length) / alpha
  const mean = Float64Array.from(
    { length: horizon },
    (_, step) => (level + slope * (step + start)) * place(length + step),
  )
  const deviation = mean.map((_, step) => sigma * Math.sqrt(step * alpha * alpha + 1))
  return { mean, deviation }
}

/** Is the autocorrelation at the season beyond the 90 % limits, given those before it (Bartlett)? */
function isSeasonal(values: Float64Array, season: number): boolean {
  if (season < 2 || values.length <= 2 * season || values.every((value) => value === values[0])) {
    return false
  }
  // Sums over all n terms, as R's acf divides.
  const at = (lag: number): number =>
    (autocorrelation(values, lag) * (values.length - lag)) / values.length
  let squares = 0
  for (let lag = 1; lag < season; lag++) squares += at(lag) ** 2
  const limit = normalQuantile(0.95) * Math.sqrt((1 + 2 * squares) / values.length)
  return Math.abs(at(season)) > limit
}

interface Smoothing {
  readonly alpha: number
  readonly level: number
  readonly sigma: number
}

/**
 * Simple exponential smoothing with the least squared one-step errors. For a given α the errors are linear
 * in the first level, which therefore has a closed form; α is searched for by golden section.
 */
function smooth(values: Float64Array): Smoothing {
  const run = (alpha: number): Smoothing & { readonly squares: number } => {
    // Error with first level 0 is e; each unit of first level lowers it by w = (1 − α)^t.
    let level = 0
    let weight = 1
    let products = 0
    let weights = 0
    let squares = 0
    for (const value of values) {
      const error = value - level
      products += error * weight
      weights += weight * weight
      squares += error * error
      level += alpha * error
      weight *= 1 - alpha
    }
    const first = products / weights
    const least = Math.max(0, squares - first * products)
    const sigma = Math.sqrt(least / Math.max(1, values.length - 2))
    return { alpha, level: level + first * weight, sigma, squares: least }
  }
  let [low, high] = coarse((alpha) => run(alpha).squares)
  const ratio = (Math.sqrt(5) - 1) / 2
  for (let step = 0; step < 40; step++) {
    const left = high - ratio * (high - low)
    const right = low + ratio * (high - low)
    if (run(left).squares < run(right).squares) high = right
    else low = left
  }
  return run((low + high) / 2)
}

/** The interval around the best of twenty values. */
function coarse(loss: (alpha: number) => number): [number, number] {
  const grid = Array.from({ length: 21 }, (_, i) => Math.min(0.9999, Math.max(1e-4, i / 20)))
  const losses = grid.map(loss)
  const best = losses.indexOf(Math.min(...losses))
  return [grid[Math.max(0, best - 1)], grid[Math.min(grid.length - 1, best + 1)]]
}

/** Slope of the least-squares line over the steps. */
function slopeOf(values: Float64Array): number {
  const middle = (values.length - 1) / 2
  let products = 0
  let squares = 0
  values.forEach((value, step) => {
    products += (step - middle) * value
    squares += (step - middle) ** 2
  })
  return squares === 0 ? 0 : products / squares
}
