import type Arima from 'arima'
import { EngineError } from '../../errors'
import { fillGaps } from '../../prepare/fill-gaps'
import type { Forecaster } from '../forecaster'
import { normalQuantiles } from '../normal'
import { localForecaster } from './local-forecaster'
import { naive } from './naive'

/** Values before these change the estimates little, and cost time. */
const longestHistory = 1000
/** Longer seasons make the search take minutes; then the orders are found without a season. */
const longestSeason = 24
/** The library's own limit, and two whole seasons. */
const fewestValues = 20
/**
 * Largest orders tried. The library's defaults (5, 5, 2, 2) took four times as long on CIF 2016 and were not
 * better: MASE 1.555 against 1.551.
 */
const largest = { p: 2, q: 2, P: 1, Q: 1 } as const

/**
 * ARIMA with the orders that the `arima` library's search finds (Hyndman & Khandakar 2008), with normal
 * bands. A history of fewer than twenty values, or a constant one, is continued by its last value.
 */
export function arimaForecaster(): Forecaster {
  const reasons = ['ARIMA; its orders were found by a stepwise search.']
  return localForecaster(
    'arima',
    reasons,
    async (history, { horizon, season, levels }) => {
      const whole = fillGaps(history.values, season)
      const values = whole.subarray(Math.max(0, whole.length - longestHistory))
      if (values.length < fewestValues || values.every((value) => value === values[0])) {
        const point = naive(values, horizon)
        return {
          mean: point,
          quantiles: normalQuantiles(
            point,
            point.map(() => 0),
            levels,
          ),
        }
      }
      const { mean, deviation } = await search(values, horizon, season)
      if (!mean.every(Number.isFinite)) {
        throw new EngineError(
          'training-diverged',
          `ARIMA found no finite forecast of ${history.name}.`,
          {
            column: history.name,
            remedy: 'Choose another method.',
          },
        )
      }
      return { mean, quantiles: normalQuantiles(mean, deviation, levels) }
    },
    true,
  )
}

let loading: Promise<typeof Arima> | null = null

/**
 * The library writes remarks on its search to the console, which belongs to results. It takes hold of the
 * console when it is loaded, so it gets a mute one then.
 */
async function load(): Promise<typeof Arima> {
  /* eslint-disable no-console */
  const { log, warn } = console
  console.log = () => undefined
  console.warn = () => undefined
  try {
    return (await import('arima')).default
  } finally {
    console.log = log
    console.warn = warn
  }
  /* eslint-enable no-console */
}

async function search(
  values: Float64Array,
  horizon: number,
  season: number,
): Promise<{ readonly mean: Float64Array; readonly deviation: Float64Array }> {
  loading ??= load()
  const Search = await loading
  const seasonal = season > 1 && season <= longestSeason && values.length > 2 * season
  // The library's search is stable on values near 1.
  const scale = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length
  const model = new Search({ ...largest, auto: true, s: seasonal ? season : 0, verbose: false })
  try {
    model.train(Array.from(values, (value) => value / scale))
    const [mean, squares] = model.predict(horizon)
    return {
      mean: Float64Array.from(mean, (value) => value * scale),
      deviation: Float64Array.from(squares, (variance) => Math.sqrt(Math.max(0, variance)) * scale),
    }
  } finally {
    model.destroy()
  }
}
