import type { Series } from '../data/series'
import { backtest } from '../evaluate/backtest'
import { proveNoLeak } from '../evaluate/leak-proof'
import type { LeakProof } from '../evaluate/leak-proof'
import { checkSeries } from '../prepare/check-series'
import { createRandom } from '../random'
import type { ModelSpec } from '../spec/model-spec'
import { planBacktest } from './run-backtest'
import type { BacktestDeps } from './run-backtest'

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
  const settings = { folds: 1, mode: 'refit', preset: null } as const
  const cut = series.values.length - spec.horizon
  let methods = 0
  const proof = await proveNoLeak(
    [series],
    cut,
    async ([known]) => {
      const plan = planBacktest({ ...settings, series: known, spec })
      const names = plan.methods.map(({ method }) => method)
      methods = names.length
      const shape = { folds: 1, horizon: plan.horizon, leastTraining: plan.origins[0] }
      const runner = deps.openFolds(plan)
      const made = new Map<string, readonly Float64Array[]>()
      try {
        const { parallel, signal } = deps
        const options = { ...shape, methods: names, parallel, signal, now: () => deps.now() }
        for await (const { result } of backtest([known], options, runner.run)) {
          const [{ mean, quantiles }] = result.forecasts
          made.set(result.method, [mean, ...(quantiles?.values ?? [])])
        }
      } finally {
        await runner.dispose()
      }
      return names.flatMap((name) => made.get(name) ?? [])
    },
    createRandom(spec.seed),
  )
  return { ...proof, cut, methods }
}
