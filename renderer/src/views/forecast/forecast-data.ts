import type { BaselineName, ForecastResult } from '../../../../engine/forecast/forecast-result'
import type { Series } from '../../../../engine/data/series'
import { drift } from '../../../../engine/evaluate/baselines/drift'
import { naive } from '../../../../engine/evaluate/baselines/naive'
import { seasonalNaive } from '../../../../engine/evaluate/baselines/seasonal-naive'
import { baselineTitle } from '../../../../engine/evaluate/verdict'
import type { BaselineLine, ForecastChartData } from '../../charts/forecast-option'
import { decimalsForSpread, decimalsOf } from '../../charts/number-text'
import { timeGridOf } from '../../charts/time-grid'

/** Decimals that tell the bands apart, and at least those of the file up to two. */
export function forecastDecimals(series: Series, result: ForecastResult): number {
  const widest = Math.max(...result.forecast.map((point) => point.hi95 - point.lo95))
  return Math.max(decimalsForSpread(widest), Math.min(2, decimalsOf(series.values)))
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What a rule is called at the start of a label. */
export function baselineLabel(name: BaselineName, result: ForecastResult): string {
  const title = baselineTitle(name, result.season, result.frequency)
  return capitalised(title.replace(/^the /, ''))
}

function baselineValues(
  name: BaselineName,
  known: Float64Array,
  { horizon, season }: ForecastResult,
): Float64Array {
  if (name === 'naive') return naive(known, horizon)
  if (name === 'drift') return drift(known, horizon)
  return seasonalNaive(known, horizon, season)
}

/** The rule that did best on the hold-out, there and on the forecast, as it was scored. */
export function bestBaseline(series: Series, result: ForecastResult): BaselineLine {
  const { baseline } = result.verdict
  const from = series.values.length - result.horizon
  const tested = baselineValues(baseline, series.values.subarray(0, from), result)
  const ahead = baselineValues(baseline, series.values, result)
  return { name: baselineLabel(baseline, result), from, values: [...tested, ...ahead] }
}

/** What the forecast chart draws, but for how much history it shows. */
export function forecastChartData(
  series: Series,
  result: ForecastResult,
): Omit<ForecastChartData, 'shown'> {
  return {
    target: result.target,
    model: result.model,
    grid: timeGridOf(series, result.horizon),
    history: series.values,
    holdout: result.holdout,
    forecast: result.forecast,
    baseline: bestBaseline(series, result),
    decimals: forecastDecimals(series, result),
  }
}
