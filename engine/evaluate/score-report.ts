import { bandOf } from './forecaster'
import type { Quantiles } from './forecaster'
import { mae, smape } from './metrics'
import { countInside, crps, msis, scaledPinball } from './quantile-metrics'

/** One forecast of one series from one origin, beside what happened. */
export interface ScoredForecast {
  readonly series: string
  /** 0-based number of the fold, counted from the oldest. */
  readonly fold: number
  /** `[horizon]`, NaN where there is no value. */
  readonly actual: Float64Array
  /** `[horizon]`. */
  readonly mean: Float64Array
  readonly quantiles: Quantiles | null
  /** `maseScale` of what came before the origin. */
  readonly scale: number
}

/**
 * Scores of many forecasts. Each is a mean over forecasts, so that every series and origin counts the same;
 * WAPE, RMSE, bias and coverage pool all steps. NaN where no step has a value; null where there are no
 * quantiles.
 */
export interface ScoreSummary {
  readonly forecasts: number
  readonly mase: number
  /** Percent, 0 to 200. */
  readonly smape: number
  /** Percent; infinite when all actual values are 0 and a forecast is not. */
  readonly wape: number
  readonly rmse: number
  readonly bias: number
  /** 2 × pinball ÷ MASE scale over all quantiles; `spl5` with those of the levels .8 and .95. */
  readonly scaledPinball: number | null
  /** CRPS ÷ MASE scale. */
  readonly scaledCrps: number | null
  readonly coverage: readonly LevelCoverage[]
}

export interface LevelCoverage {
  readonly level: number
  /** 0 to 1. */
  readonly share: number
  /** Steps counted. */
  readonly count: number
  /** Mean scaled interval score. */
  readonly msis: number
}

export interface ScoreReport {
  readonly total: ScoreSummary
  /** One for each step ahead, `[horizon]`. */
  readonly byHorizon: readonly ScoreSummary[]
  readonly bySeries: ReadonlyMap<string, ScoreSummary>
  readonly byFold: ReadonlyMap<number, ScoreSummary>
}

/** All scores, in total and by step ahead, series and fold. */
export function reportScores(
  forecasts: readonly ScoredForecast[],
  levels: readonly number[],
): ScoreReport {
  const horizon = Math.max(0, ...forecasts.map(({ actual }) => actual.length))
  const groups = <K>(key: (forecast: ScoredForecast) => K): ReadonlyMap<K, ScoreSummary> => {
    const members = new Map<K, ScoredForecast[]>()
    for (const each of forecasts) {
      const group = members.get(key(each))
      if (group === undefined) members.set(key(each), [each])
      else group.push(each)
    }
    return new Map([...members].map(([name, group]) => [name, summarise(group, levels)]))
  }
  return {
    total: summarise(forecasts, levels),
    byHorizon: Array.from({ length: horizon }, (_, step) =>
      summarise(
        forecasts.filter(({ actual }) => step < actual.length).map((each) => atStep(each, step)),
        levels,
      ),
    ),
    bySeries: groups(({ series }) => series),
    byFold: groups(({ fold }) => fold),
  }
}

/** The scores of these forecasts taken together. */
export function summarise(
  forecasts: readonly ScoredForecast[],
  levels: readonly number[],
): ScoreSummary {
  const known = forecasts.filter(({ actual }) => actual.some((value) => !Number.isNaN(value)))
  const mean = (score: (forecast: ScoredForecast) => number): number =>
    known.reduce((sum, each) => sum + score(each), 0) / known.length
  const pooled = poolErrors(known)
  const spread = known.flatMap((each) => {
    const { quantiles } = each
    return quantiles === null ? [] : [{ ...each, quantiles }]
  })
  const whole = known.length > 0 && spread.length === known.length
  const meanSpread = (score: (forecast: (typeof spread)[number]) => number): number | null =>
    whole ? spread.reduce((sum, each) => sum + score(each), 0) / spread.length : null
  return {
    forecasts: known.length,
    mase: mean(({ actual, mean: forecast, scale }) => mae(actual, forecast) / scale),
    smape: mean(({ actual, mean: forecast }) => smape(actual, forecast)),
    ...pooled,
    scaledPinball: meanSpread((each) => scaledPinball(each.actual, each.quantiles, each.scale)),
    scaledCrps: meanSpread((each) => crps(each.actual, each.quantiles) / each.scale),
    coverage: whole ? levels.flatMap((level) => coverageOf(spread, level)) : [],
  }
}

function poolErrors(
  forecasts: readonly ScoredForecast[],
): Pick<ScoreSummary, 'wape' | 'rmse' | 'bias'> {
  let count = 0
  let absolute = 0
  let squares = 0
  let sum = 0
  let size = 0
  for (const { actual, mean } of forecasts) {
    actual.forEach((value, i) => {
      if (Number.isNaN(value)) return
      const error = mean[i] - value
      count += 1
      absolute += Math.abs(error)
      squares += error * error
      sum += error
      size += Math.abs(value)
    })
  }
  return {
    wape: count > 0 && absolute === 0 ? 0 : (100 * absolute) / size,
    rmse: Math.sqrt(squares / count),
    bias: sum / count,
  }
}

function coverageOf(
  forecasts: readonly (ScoredForecast & { readonly quantiles: Quantiles })[],
  level: number,
): readonly LevelCoverage[] {
  let inside = 0
  let count = 0
  let score = 0
  for (const { actual, quantiles, scale } of forecasts) {
    const band = bandOf(quantiles, level)
    if (band === null) return []
    const counted = countInside(actual, band)
    inside += counted.inside
    count += counted.count
    score += msis(actual, quantiles, level, scale)
  }
  return [{ level, share: inside / count, count, msis: score / forecasts.length }]
}

function atStep(forecast: ScoredForecast, step: number): ScoredForecast {
  const { actual, mean, quantiles } = forecast
  const one = (values: Float64Array): Float64Array => values.subarray(step, step + 1)
  return {
    ...forecast,
    actual: one(actual),
    mean: one(mean),
    quantiles: quantiles && { ...quantiles, values: quantiles.values.map(one) },
  }
}
