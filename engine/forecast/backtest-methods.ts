import { methodTitle, usualBaselines } from '../evaluate/method-titles'
import type { ProcessorExecutor } from '../network/network'
import { usualSeason } from '../prepare/season'
import { shortName } from '../spec/describe-spec'
import type { BacktestMethod, BacktestPlan } from './backtest-result'
import type { FoldSetup } from './fold-setup'

/** The methods of a backtest by name and title, the network first. */
export function listMethods(
  plan: Pick<BacktestPlan, 'season' | 'frequency' | 'spec' | 'settings'>,
): readonly BacktestMethod[] {
  const { spec, settings, frequency } = plan
  // Where no season shows, what people compare with is still the same day of last week.
  const season = plan.season > 1 ? plan.season : usualSeason(frequency)
  const network = { method: 'network', role: 'network', title: 'this network' } as const
  const baselines = usualBaselines
    // Without a season these two are the last value and exponential smoothing once more.
    .filter((name) => name !== 'seasonalNaive' || season > 1)
    .filter((name) => name !== 'mstlEts' || plan.season > 1)
    .map((method) => {
      const title = methodTitle(method, season, frequency)
      return { method, role: 'baseline', title, label: capital(title) } as const
    })
  const auto = { method: 'auto', role: 'auto', title: 'the blend', label: 'Auto' } as const
  return [
    { ...network, label: shortName(spec) },
    ...(settings.preset === null ? [] : [auto]),
    ...baselines,
  ]
}

/** What a plan's folds have in common; the blend's networks are always fused. */
export function foldSetupOf(plan: BacktestPlan, executor: ProcessorExecutor): FoldSetup {
  const { season, frequency, horizon, levels, spec, settings } = plan
  const { mode, preset } = settings
  return {
    ...{ season, frequency, horizon, levels, mode, preset: preset ?? 'fast', seed: spec.seed },
    executor: 'fused',
    network: { spec, executor },
  }
}

function capital(text: string): string {
  const plain = text.replace(/^the /, '')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
