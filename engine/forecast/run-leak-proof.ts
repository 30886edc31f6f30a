import type { Series } from '../data/series'
import { proveNoLeak } from '../evaluate/leak-proof'
import type { LeakProof } from '../evaluate/leak-proof'
import { suggestBounds } from '../prepare/bounds'
import { checkSeries } from '../prepare/check-series'
import { createRandom } from '../random'
import type { ModelSpec } from '../spec/model-spec'
import { planBacktest } from './run-backtest'
import type { BacktestDeps } from './run-backtest'
import { runFolds } from './run-folds'

/** A leak proof, and what it was about. */
export interface LeakProofResult extends LeakProof {
  /** First row that was replaced by noise. */
  readonly cut: number
  /** Methods that forecast from the cut. */
  readonly methods: number
}

/**
 * Forecasts the last horizon by the network and every baseline twice, the second time with everything from
 * there on replaced by noise: choosing the season, preparing, training and forecasting are all done again.
 * @throws EngineError as `runBacktest`.
 */
export async function runLeakProof(
  { series, spec }: { readonly series: Series; readonly spec: ModelSpec },
  deps: Omit<BacktestDeps, 'emit'>,
): Promise<LeakProofResult> {
  checkSeries(series)
  const settings = { folds: 1, mode: 'refit', slide: null, preset: null } as const
  const cut = series.values.length - spec.horizon
  let methods = 0
  const proof = await proveNoLeak(
    [series],
    cut,
    async ([known]) => {
      // Not even the step to the next row is looked at: what follows the cut may be anything.
      const own = { ...settings, series: known, spec: asSuggestedBy(known, spec) }
      const plan = { ...planBacktest(own), oneStep: [] }
      const made = new Map<string, readonly Float64Array[]>()
      for await (const { result } of runFolds([known], plan, deps.openFolds(plan), deps)) {
        const [{ mean, quantiles }] = result.forecasts
        made.set(result.method, [mean, ...(quantiles?.values ?? [])])
      }
      methods = made.size
      return plan.methods.flatMap(({ method }) => made.get(method) ?? [])
    },
    createRandom(spec.seed),
  )
  return { ...proof, cut, methods }
}

/** The spec with what the whole series, be it noise after the cut, suggests of it: no fold may follow that. */
function asSuggestedBy(series: Series, spec: ModelSpec): ModelSpec {
  const { bounds = {} } = spec
  if (bounds.automatic !== true) return spec
  return { ...spec, bounds: { ...bounds, least: suggestBounds([series]).least } }
}
