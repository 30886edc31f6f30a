import type { Series } from '../data/series'
import { proveNoLeak } from '../evaluate/leak-proof'
import type { LeakProof } from '../evaluate/leak-proof'
import { createRandom } from '../random'
import type { ModelSpec } from '../spec/model-spec'
import { runForecast } from './forecast'
import type { ForecastDeps } from './forecast-deps'

/**
 * Proves that what a forecast said of its hold-out knew nothing of it: the whole job is run twice, the second
 * time with the hold-out replaced by noise, and every bit of the hold-out's means and bands is compared. It
 * takes twice the time of the forecast; events tell the progress over both.
 * @throws EngineError as `runForecast`.
 */
export async function proveForecast(
  { series, spec }: { readonly series: Series; readonly spec: ModelSpec },
  deps: ForecastDeps,
): Promise<LeakProof> {
  let runs = 0
  const run = async ([own]: readonly Series[]): Promise<readonly Float64Array[]> => {
    const before = runs / 2
    runs += 1
    const result = await runForecast(
      // Noise crosses what somebody set; those bounds are constants, which nothing leaks into.
      { series: own, spec: { ...spec, bounds: { automatic: spec.bounds?.automatic } } },
      {
        ...deps,
        emit(event) {
          const batch = event.kind === 'batch'
          deps.emit(batch ? { ...event, progress: before + event.progress / 2 } : event)
        },
      },
    )
    return (['mean', 'lo80', 'hi80', 'lo95', 'hi95'] as const).map((name) =>
      Float64Array.from(result.holdout, (point) => point[name]),
    )
  }
  const cut = series.values.length - spec.horizon
  return proveNoLeak([series], cut, run, createRandom(spec.seed).split('leak proof'))
}
