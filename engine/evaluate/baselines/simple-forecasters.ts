import type { Forecaster } from '../forecaster'
import { normalQuantiles } from '../normal'
import { drift } from './drift'
import { localForecaster } from './local-forecaster'
import { mean } from './mean'
import { naive } from './naive'
import { seasonalNaive } from './seasonal-naive'

/**
 * The four benchmark methods of Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.),
 * 5.2, with the normal bands of their 5.5: the residuals' root mean square, widened with the steps ahead.
 */
export function naiveForecaster(): Forecaster {
  return localForecaster('naive', ['The last value is repeated.'], ({ values }, options) => {
    const point = naive(values, options.horizon)
    const sigma = spread(values, 1)
    const deviation = point.map((_, step) => sigma * Math.sqrt(step + 1))
    return { mean: point, quantiles: normalQuantiles(point, deviation, options.levels) }
  })
}

/**
 * Bands widen once each season.
 * @param own season to repeat, where another than the panel's is meant: what people compare with is last
 * week's value, also where no week shows in the data
 */
export function seasonalNaiveForecaster(own?: number): Forecaster {
  const reasons = ['The last season is repeated.']
  return localForecaster('seasonalNaive', reasons, ({ values }, options) => {
    const { horizon, levels } = options
    const season = own ?? options.season
    const point = seasonalNaive(values, horizon, season)
    const sigma = spread(values, season)
    const deviation = point.map((_, step) => sigma * Math.sqrt(Math.floor(step / season) + 1))
    return { mean: point, quantiles: normalQuantiles(point, deviation, levels) }
  })
}

export function driftForecaster(): Forecaster {
  const reasons = ['The line through the first and the last value is continued.']
  return localForecaster('drift', reasons, ({ values }, { horizon, levels }) => {
    const point = drift(values, horizon)
    const slope = horizon > 1 ? point[1] - point[0] : point[0] - naive(values, 1)[0]
    const sigma = spread(values, 1, slope)
    const steps = Math.max(1, values.length - 1)
    const deviation = point.map(
      (_, step) => sigma * Math.sqrt((step + 1) * (1 + (step + 1) / steps)),
    )
    return { mean: point, quantiles: normalQuantiles(point, deviation, levels) }
  })
}

export function meanForecaster(): Forecaster {
  return localForecaster('mean', ['The mean is repeated.'], ({ values }, { horizon, levels }) => {
    const point = mean(values, horizon)
    const known = values.filter((value) => !Number.isNaN(value))
    const squares = known.reduce((sum, value) => sum + (value - point[0]) ** 2, 0)
    const sigma = Math.sqrt(squares / Math.max(1, known.length - 1))
    const deviation = point.map(() => sigma * Math.sqrt(1 + 1 / known.length))
    return { mean: point, quantiles: normalQuantiles(point, deviation, levels) }
  })
}

/** Root mean square of y_t − y_(t−lag) − slope; 0 when there is no such pair. */
function spread(values: Float64Array, lag: number, slope = 0): number {
  let squares = 0
  let count = 0
  for (let i = lag; i < values.length; i++) {
    const residual = values[i] - values[i - lag] - slope
    if (Number.isNaN(residual)) continue
    squares += residual * residual
    count += 1
  }
  return count === 0 ? 0 : Math.sqrt(squares / count)
}
