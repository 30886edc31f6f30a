import type { Series } from '../data/series'
import type { Panel } from '../evaluate/forecaster'
import { baselinesFor, comparedSeason, methodTitle } from '../evaluate/method-titles'
import type { UsualBaseline } from '../evaluate/method-titles'
import type { BaselineForecast } from '../evaluate/verdict'
import type { ModelSpec } from '../spec/model-spec'
import { catalogue } from './catalogue'
import type { MethodSources } from './catalogue'

export interface HoldoutBaseline extends BaselineForecast {
  readonly method: UsualBaseline
}

/** What the baselines take from their surroundings. */
export interface BaselineDeps extends MethodSources {
  readonly signal: { readonly aborted: boolean }
  pause(): Promise<void>
}

/** Whatever forecasts the steps after a series' end by one of the baselines, `[horizon]`. */
export type BaselineRunner = (method: UsualBaseline, series: Series) => Promise<Float64Array>

/**
 * The baselines for series of this season, 1 for none, as backtests run them: from what is known alone, and
 * kept to the bounds.
 * @throws EngineError `cancelled`, what a method throws.
 */
export function baselineRunner(
  season: number,
  { horizon, seed, bounds }: Pick<ModelSpec, 'horizon' | 'seed' | 'bounds'>,
  deps: BaselineDeps,
): BaselineRunner {
  return async (method, series) => {
    const { frequency } = series.calendar
    const methods = catalogue({ season, frequency, preset: 'fast', bounds }, deps)
    const panel: Panel = [series]
    const { signal } = deps
    const pause = (): Promise<void> => deps.pause()
    const options = { horizon, season, frequency, levels: [], seed, signal, pause }
    const fitted = await methods[method]().fit(panel, options)
    try {
      const [{ mean }] = await fitted.predict(panel)
      return mean
    } finally {
      fitted.dispose()
    }
  }
}

/** Each baseline's forecast of the steps after what is known, the simplest first. */
export async function forecastBaselines(
  known: Series,
  season: number,
  run: BaselineRunner,
): Promise<readonly HoldoutBaseline[]> {
  const { frequency } = known.calendar
  const made: HoldoutBaseline[] = []
  for (const method of baselinesFor(season, frequency, 1)) {
    const title = methodTitle(method, comparedSeason(season, frequency), frequency)
    made.push({ method, title, forecast: await run(method, known) })
  }
  return made
}
