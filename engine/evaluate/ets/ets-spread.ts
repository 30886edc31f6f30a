import type { Random } from '../../random'
import { probabilitiesOf } from '../forecaster'
import type { Quantiles } from '../forecaster'
import { normalQuantiles } from '../normal'
import type { EtsState } from './ets-model'
import type { FittedEts } from './fit-ets'

/** Paths behind the quantiles of a form that has no formula for them. */
const paths = 500

/**
 * Quantiles of the steps after the fit. Forms that are additive throughout have normal bands of known width
 * (Hyndman et al. 2008, 6.3); for the others paths are drawn.
 */
export function etsQuantiles(
  fit: FittedEts,
  mean: Float64Array,
  levels: readonly number[],
  random: Random,
): Quantiles {
  const { error, season } = fit.form
  return error === 'A' && season !== 'M'
    ? normalQuantiles(mean, additiveDeviation(fit, mean.length), levels)
    : drawnQuantiles(fit, mean.length, levels, random)
}

function additiveDeviation(
  { form, weights, state, sigma }: FittedEts,
  horizon: number,
): Float64Array {
  const { alpha, beta, gamma, phi } = weights
  let sum = 1
  let damped = 0
  return Float64Array.from({ length: horizon }, (_, step) => {
    if (step > 0) {
      damped += phi ** step
      const returns = form.season === 'A' && step % state.season.length === 0
      const weight = alpha + (form.trend === 'N' ? 0 : beta * damped) + (returns ? gamma : 0)
      sum += weight * weight
    }
    return sigma * Math.sqrt(sum)
  })
}

function drawnQuantiles(
  fit: FittedEts,
  horizon: number,
  levels: readonly number[],
  random: Random,
): Quantiles {
  const steps = Array.from({ length: horizon }, () => new Float64Array(paths))
  for (let path = 0; path < paths; path++) drawPath(fit, steps, path, random)
  for (const step of steps) step.sort()
  const probabilities = probabilitiesOf(levels)
  const values = probabilities.map((share) => {
    const rank = share * (paths - 1)
    const below = Math.floor(rank)
    return Float64Array.from(steps, (sorted) => {
      const above = sorted[Math.min(paths - 1, below + 1)]
      return sorted[below] + (rank - below) * (above - sorted[below])
    })
  })
  return { probabilities, values }
}

function drawPath(
  { form, weights, state, sigma }: FittedEts,
  steps: readonly Float64Array[],
  path: number,
  random: Random,
): void {
  const { alpha, beta, gamma, phi } = weights
  const places = state.season.slice()
  let { level, slope }: EtsState = state
  steps.forEach((values, step) => {
    const place = places.length === 0 ? 0 : step % places.length
    const base = form.trend === 'N' ? level : level + phi * slope
    const seasonal = places[place] ?? 0
    const expected =
      form.season === 'A' ? base + seasonal : form.season === 'M' ? base * seasonal : base
    const shock = sigma * random.normal()
    // A relative shock below −1 would turn the sign of a quantity that has none.
    const value = form.error === 'M' ? expected * (1 + Math.max(-0.99, shock)) : expected + shock
    values[path] = value
    const plain =
      form.season === 'A' ? value - seasonal : form.season === 'M' ? value / seasonal : value
    const next = base + alpha * (plain - base)
    if (form.trend !== 'N') slope = phi * slope + (beta / alpha) * (next - level - phi * slope)
    if (form.season === 'A') places[place] = seasonal + gamma * (value - base - seasonal)
    if (form.season === 'M') places[place] = seasonal + gamma * (value / base - seasonal)
    level = next
  })
}
