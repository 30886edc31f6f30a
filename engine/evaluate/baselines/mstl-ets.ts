import type * as Mstl from '@bsull/augurs/mstl'
import { EngineError } from '../../errors'
import { fillGaps } from '../../prepare/fill-gaps'
import { mapForecast, probabilitiesOf } from '../forecaster'
import type { Forecast, Forecaster } from '../forecaster'
import { localForecaster } from './local-forecaster'
import { spreadSlope } from '../../prepare/level'
import { applyLog } from '../../prepare/transforms'

/** Reads the binary of an augurs module; the host knows where it lies. */
export type AugursReader = (module: 'mstl') => Promise<Uint8Array<ArrayBuffer>>

/** Seasons and levels before these say little about the next ones, and cost time. */
const longestHistory = 2000

type MstlModule = typeof Mstl

let loading: Promise<MstlModule> | null = null

/**
 * Seasons taken away by MSTL (Bandara, Hyndman & Bergmeir 2021), the rest forecast by exponential smoothing
 * and the last season added again, from the augurs library; on logarithms where the spread grows with the level. Without a season, or with fewer than two whole
 * ones, `otherwise` forecasts.
 * @throws EngineError `backend-unavailable` when the library cannot be loaded.
 */
export function mstlEtsForecaster(readAugurs: AugursReader, otherwise: Forecaster): Forecaster {
  const reasons = ['The season was taken away by MSTL and the rest smoothed exponentially.']
  return localForecaster(
    'mstlEts',
    reasons,
    async (history, options) => {
      const { horizon, season, levels } = options
      const recent = history.values.subarray(Math.max(0, history.values.length - longestHistory))
      const values = fillGaps(recent, season)
      const log = spreadSlope(values, season) !== null
      if (season < 2 || values.length <= 2 * season) {
        const [forecast] = await (await otherwise.fit([history], options)).predict([history])
        return forecast
      }
      loading ??= load(readAugurs)
      const { MSTL } = await loading
      const model = MSTL.ets([season])
      try {
        model.fit(log ? applyLog(values) : values)
        const forecast = forecastWith((level) => model.predict(horizon, level), levels)
        return log ? mapForecast(forecast, Math.exp) : forecast
      } finally {
        model.free()
      }
    },
    true,
  )
}

interface AugursForecast {
  readonly point: readonly number[]
  readonly intervals?: { readonly lower: readonly number[]; readonly upper: readonly number[] }
}

function forecastWith(
  predict: (level: number | null) => AugursForecast,
  levels: readonly number[],
): Forecast {
  const mean = Float64Array.from(predict(null).point)
  const bands = levels.map((level) => predict(level).intervals)
  const probabilities = probabilitiesOf(levels)
  const values = probabilities.map((share) => {
    if (share === 0.5) return mean
    const band =
      bands[levels.findIndex((level) => Math.abs(Math.abs(2 * share - 1) - level) < 1e-9)]
    if (band === undefined) {
      throw new EngineError('internal', 'augurs returned a forecast without the bands asked for.')
    }
    return Float64Array.from(share < 0.5 ? band.lower : band.upper)
  })
  return { mean, quantiles: { probabilities, values } }
}

async function load(readAugurs: AugursReader): Promise<MstlModule> {
  try {
    const module = await import('@bsull/augurs/mstl')
    module.initSync({ module: await readAugurs('mstl') })
    return module
  } catch (error) {
    loading = null
    const reason = error instanceof Error ? error.message : String(error)
    throw new EngineError('backend-unavailable', `MSTL could not be loaded: ${reason}.`, {
      remedy: 'Install Hindcast anew, or choose another method.',
    })
  }
}
