import type { Frequency } from '../data/calendar'
import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { panelSeason } from '../evaluate/panel-season'
import { checkBounds } from '../prepare/bounds'
import type { Bounds } from '../spec/model-spec'
import { catalogue } from './catalogue'
import type { MethodSources } from './catalogue'
import { forecastPanel } from './forecast-panel'
import type { PanelPoint } from './forecast-panel'
import type { ForecastPoint } from './forecast-result'
import type { Preset } from './recurrent/presets'

/** What the automatic choice forecasts, and why. */
export interface AutoForecast {
  readonly target: string
  readonly frequency: Frequency
  readonly preset: Preset
  /** What was compared and chosen, as sentences. */
  readonly reasons: readonly string[]
  readonly seconds: number
  readonly forecast: readonly ForecastPoint[]
}

export interface AutoDeps extends MethodSources {
  readonly signal: { readonly aborted: boolean }
  pause(): Promise<void>
  /** Share that is done, 0 to 1, some times a second. */
  progress(done: number): void
}

/**
 * Forecasts a series by the blend of networks and rules that does best on its own last part.
 * @throws EngineError as `forecastPanel`, and `request-invalid` for bounds that the values cross.
 */
export async function runAuto(
  wanted: {
    readonly series: Series
    readonly horizon: number
    readonly seed: number
    readonly preset: Preset
    readonly bounds?: Bounds
  },
  deps: AutoDeps,
): Promise<AutoForecast> {
  const { series, horizon, seed, preset, bounds = {} } = wanted
  checkBounds(series, bounds)
  const { frequency } = series.calendar
  const startedMs = deps.now()
  const season = panelSeason([series], frequency)
  const { auto } = catalogue({ season, frequency, preset, bounds }, deps)
  let toldMs = -Infinity
  const { series: made, reasons } = await forecastPanel([series], auto(), {
    ...{ horizon, season, frequency, seed, levels: [0.8, 0.95] },
    signal: deps.signal,
    pause: () => deps.pause(),
    progress(done) {
      const nowMs = deps.now()
      if (nowMs - toldMs < 100) return
      toldMs = nowMs
      deps.progress(done)
    },
  })
  return {
    target: series.name,
    frequency,
    preset,
    reasons,
    seconds: (deps.now() - startedMs) / 1000,
    forecast: made[0].points.map(pointOf),
  }
}

function pointOf({ time, mean, bands }: PanelPoint): ForecastPoint {
  const [inner, outer] = bands
  if (inner === undefined || outer === undefined) {
    throw new EngineError('internal', 'The automatic choice made no bands.')
  }
  return {
    time,
    mean,
    lo80: inner.lower,
    hi80: inner.upper,
    lo95: outer.lower,
    hi95: outer.upper,
  }
}
