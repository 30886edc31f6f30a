import type { Forecaster } from '../../../engine/evaluate/forecaster'
import { summarise } from '../../../engine/evaluate/score-report'
import type { ScoredForecast } from '../../../engine/evaluate/score-report'
import type { BenchSet } from './bench-set'

/** One line of the report; the names are those of the JSON. */
export interface SetScore {
  readonly set: string
  readonly metric: 'mase' | 'mse'
  readonly value: number
  readonly floor: number | null
  readonly bestRnn: number | null
  readonly best: number | null
  /** Value ÷ best. */
  readonly ratio: number | null
  readonly smape: number
  readonly wape: number
  readonly spl5: number | null
  readonly cov80: number | null
  readonly cov95: number | null
  readonly seconds: number
  /** Processor time, all threads: what the clock would show on an idle machine with one. */
  readonly cpuSeconds: number
  readonly method: string
  /** How the panel was prepared and what was chosen. */
  readonly reasons: readonly string[]
}

export const levels: readonly number[] = [0.8, 0.95]

/** Fits once before the first origin, forecasts from every origin, and scores by the manifest's rules. */
export async function scoreSet(
  set: BenchSet,
  forecaster: Forecaster,
  seed: number,
): Promise<SetScore> {
  const startedMs = performance.now()
  const started = process.cpuUsage()
  const { horizon, season, frequency, validationRows } = set
  const options = {
    ...{ horizon, season, frequency, levels, seed, validationRows },
    signal: { aborted: false },
    pause: () => Promise.resolve(),
  }
  const fitted = await forecaster.fit(set.panel, options)
  const scored: ScoredForecast[] = []
  for (const { fold, histories, actuals, scales } of set.rounds()) {
    const forecasts = await fitted.predict(histories)
    forecasts.forEach(({ mean, quantiles }, i) => {
      const actual = actuals[i]
      const cut = (values: Float64Array): Float64Array => values.subarray(0, actual.length)
      scored.push({
        series: histories[i].name,
        fold,
        actual,
        mean: cut(mean),
        quantiles: quantiles && { ...quantiles, values: quantiles.values.map(cut) },
        scale: scales[i],
      })
    })
  }
  const { reasons } = fitted
  fitted.dispose()
  const seconds = (performance.now() - startedMs) / 1000
  const { user, system } = process.cpuUsage(started)
  const total = summarise(scored, levels)
  const value = set.metric === 'mse' ? total.rmse ** 2 : total.mase
  const coverage = (level: number): number | null =>
    total.coverage.find((each) => each.level === level)?.share ?? null
  return {
    set: set.name,
    metric: set.metric,
    value,
    floor: set.floor,
    bestRnn: set.bestRnn,
    best: set.best,
    ratio: set.best === null ? null : value / set.best,
    smape: total.smape,
    // A share, as the sets' tables write it; the engine counts in percent.
    wape: total.wape / 100,
    spl5: total.scaledPinball,
    cov80: coverage(0.8),
    cov95: coverage(0.95),
    seconds,
    cpuSeconds: (user + system) / 1e6,
    method: forecaster.name,
    reasons,
  }
}

/** Means of the scores of several seeds; seconds are added. */
export function meanOfSeeds(scores: readonly SetScore[]): SetScore {
  const mean = (of: (score: SetScore) => number): number =>
    scores.reduce((sum, score) => sum + of(score), 0) / scores.length
  const maybe = (of: (score: SetScore) => number | null): number | null =>
    scores.some((score) => of(score) === null) ? null : mean((score) => of(score) ?? 0)
  return {
    ...scores[0],
    value: mean(({ value }) => value),
    ratio: maybe(({ ratio }) => ratio),
    smape: mean(({ smape }) => smape),
    wape: mean(({ wape }) => wape),
    spl5: maybe(({ spl5 }) => spl5),
    cov80: maybe(({ cov80 }) => cov80),
    cov95: maybe(({ cov95 }) => cov95),
    seconds: mean(({ seconds }) => seconds) * scores.length,
    cpuSeconds: mean(({ cpuSeconds }) => cpuSeconds) * scores.length,
  }
}

/** Geometric mean of the ratios that there are; null without any. */
export function geometricMean(scores: readonly SetScore[]): number | null {
  const logs = scores.flatMap(({ ratio }) => (ratio === null ? [] : [Math.log(ratio)]))
  return logs.length === 0 ? null : Math.exp(logs.reduce((sum, x) => sum + x, 0) / logs.length)
}
