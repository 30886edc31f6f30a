import { fillGaps } from '../../prepare/fill-gaps'
import { createRandom } from '../../random'
import { chooseEts } from '../ets/choose-ets'
import { etsMean } from '../ets/ets-model'
import { etsQuantiles } from '../ets/ets-spread'
import type { Forecaster } from '../forecaster'
import { localForecaster } from './local-forecaster'
import { theta } from './theta'
import { normalQuantiles } from '../normal'

/** Values before these say little about the next ones, and cost time. */
const longestHistory = 3000

/**
 * Exponential smoothing with the form chosen by Akaike's criterion, as R's `ets`. Where the history is too
 * short for any form, the Theta method, which needs two values.
 */
export function etsForecaster(): Forecaster {
  const reasons = ['Exponential smoothing; its form was chosen by the corrected Akaike criterion.']
  return localForecaster(
    'ets',
    reasons,
    ({ name, values }, { horizon, season, levels, seed }) => {
      const whole = fillGaps(values, season)
      const fit = chooseEts(whole.subarray(Math.max(0, whole.length - longestHistory)), season)
      if (fit === null) {
        const { mean, deviation } = theta(values, horizon, season)
        return { mean, quantiles: normalQuantiles(mean, deviation, levels) }
      }
      const mean = etsMean(fit.form, fit.weights, fit.state, horizon)
      const random = createRandom(seed).split(`ets ${name}`)
      return { mean, quantiles: etsQuantiles(fit, mean, levels, random) }
    },
    true,
  )
}
