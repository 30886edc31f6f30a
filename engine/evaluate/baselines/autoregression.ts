import { fillGaps } from '../../prepare/fill-gaps'
import { spreadSlope } from '../../prepare/level'
import { applyLog, invertLog } from '../../prepare/transforms'
import { fitAutoregression, forecastAutoregression } from '../autoregression/fit-autoregression'
import { lagSets, weekBeyond, type Lags } from '../autoregression/lag-sets'
import type { Forecaster, Quantiles } from '../forecaster'
import { normalQuantiles } from '../normal'
import { localForecaster } from './local-forecaster'
import { seasonalNaiveForecaster } from './simple-forecasters'

/** Values before these change the weights little, and cost time. */
const longestHistory = 3000
/** A path that leaves the range of the values by more than as many of it has run away, and is left out. */
const mostRanges = 2

/**
 * The mean of two autoregressions with season of different length (`lagSets`), each fitted to the history
 * alone and continued step by step; on logarithms where the spread grows with the level. A history that is
 * constant or too short for either is continued by its last season.
 */
export function autoregressionForecaster(): Forecaster {
  const reasons = ['The mean of two autoregressions with season, one longer than the other.']
  const otherwise = seasonalNaiveForecaster()
  return localForecaster(
    'autoregression',
    reasons,
    async (history, options) => {
      const { horizon, season, frequency, levels } = options
      const whole = fillGaps(history.values, season)
      const recent = whole.subarray(Math.max(0, whole.length - longestHistory))
      const log = spreadSlope(recent, season) !== null
      const values = log ? applyLog(recent) : recent
      const continued = (sets: readonly Lags[]): readonly Quantiles[] =>
        sets.flatMap((lags) => continueBy(lags, values, season, horizon, levels) ?? [])
      const setsWith = (week: number | null): readonly Lags[] =>
        lagSets(season, week, values.length)
      const withWeek = continued(setsWith(weekBeyond(season, frequency)))
      const paths = withWeek.length > 0 ? withWeek : continued(setsWith(null))
      if (paths.length === 0) {
        const [forecast] = await (await otherwise.fit([history], options)).predict([history])
        return forecast
      }
      const quantiles = meanOf(log ? paths.map(invertLogs) : paths)
      return { mean: quantiles.values[(quantiles.values.length - 1) / 2], quantiles }
    },
    true,
  )
}

function continueBy(
  lags: Lags,
  values: Float64Array,
  season: number,
  horizon: number,
  levels: readonly number[],
): Quantiles | null {
  const fit = fitAutoregression(values, lags, season)
  if (fit === null) return null
  const { mean, deviation } = forecastAutoregression(fit, values, horizon)
  const least = values.reduce((a, b) => Math.min(a, b))
  const most = values.reduce((a, b) => Math.max(a, b))
  const room = mostRanges * (most - least)
  const stays = mean.every((value) => value >= least - room && value <= most + room)
  return stays ? normalQuantiles(mean, deviation, levels) : null
}

function invertLogs({ probabilities, values }: Quantiles): Quantiles {
  return { probabilities, values: values.map(invertLog) }
}

/** Mean of the same steps' quantiles. */
function meanOf(paths: readonly Quantiles[]): Quantiles {
  const [{ probabilities, values }] = paths
  return {
    probabilities,
    values: values.map((path, k) =>
      path.map((_, h) => paths.reduce((sum, each) => sum + each.values[k][h], 0) / paths.length),
    ),
  }
}
