import type { ForecastResult } from '../../../../engine/forecast/forecast-result'
import type { Series } from '../../../../engine/data/series'
import { capital } from '../../../../engine/evaluate/method-titles'
import type { BaselineLine, ForecastChartData } from '../../charts/forecast-option'
import { decimalsForSpread, decimalsOf } from '../../charts/number-text'
import { timeGridOf } from '../../charts/time-grid'

/** Decimals that tell the bands apart, and at least those of the file up to two. */
export function forecastDecimals(series: Series, result: ForecastResult): number {
  const widest = Math.max(...result.forecast.map((point) => point.hi95 - point.lo95))
  return Math.max(decimalsForSpread(widest), Math.min(2, decimalsOf(series.values)))
}

/** The baseline that did best on the hold-out, there and on the forecast. */
export function bestBaseline(
  series: Series,
  { baselines, bestBaseline: values, verdict, horizon }: ForecastResult,
): BaselineLine {
  const title = baselines.find(({ method }) => method === verdict.baseline)?.title ?? ''
  return { name: capital(title), from: series.values.length - horizon, values: [...values] }
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
