import { fillGaps } from '../../prepare/fill-gaps'
import { chooseArima } from '../arima/choose-arima'
import { forecastArima } from '../arima/forecast-arima'
import type { Forecaster } from '../forecaster'
import { normalQuantiles } from '../normal'
import { localForecaster } from './local-forecaster'
import { naive } from './naive'

/** Values before these change the estimates little, and cost time. */
const longestHistory = 600
/** With a longer season the search takes minutes; then the orders are found without one. */
const longestSeason = 24
/** Fewer values than these say nothing about orders. */
const fewestValues = 10

/**
 * ARIMA with orders found as R's `auto.arima` finds them, and normal bands. A history of fewer than ten
 * values, or a constant one, is continued by its last value.
 */
export function arimaForecaster(): Forecaster {
  const reasons = ['ARIMA; its orders were found by a stepwise search.']
  return localForecaster(
    'arima',
    reasons,
    (history, { horizon, season: usual, levels }) => {
      const season = usual <= longestSeason ? usual : 1
      const whole = fillGaps(history.values, usual)
      const values = whole.subarray(Math.max(0, whole.length - longestHistory))
      const varies = values.length >= fewestValues && values.some((value) => value !== values[0])
      const fit = varies ? chooseArima(values, season) : null
      if (fit === null) {
        const point = naive(values, horizon)
        const none = point.map(() => 0)
        return { mean: point, quantiles: normalQuantiles(point, none, levels) }
      }
      const { mean, deviation } = forecastArima(fit, values, season, horizon)
      return { mean, quantiles: normalQuantiles(mean, deviation, levels) }
    },
    true,
  )
}
