import { baselinesFor, capital, comparedSeason, methodTitle } from '../evaluate/method-titles'
import type { ProcessorExecutor } from '../network/network'
import { shortName } from '../spec/describe-spec'
import type { PanelPlan } from './backtest-plan'
import type { BacktestMethod, BacktestPlan } from './backtest-result'
import type { FoldSetup } from './fold-setup'

/** The methods of a network's backtest by name and title, the network first. */
export function listMethods(
  { season, frequency, folds }: Pick<PanelPlan, 'season' | 'frequency' | 'folds'>,
  { spec, settings }: Pick<BacktestPlan, 'spec' | 'settings'>,
): readonly BacktestMethod[] {
  const judged = { isBaseline: false, isJudged: true } as const
  const label = shortName(spec)
  const network = { method: 'network', role: 'network', title: 'this network', label } as const
  const auto = { method: 'auto', role: 'auto', title: 'the blend', label: 'Auto' } as const
  const baselines = baselinesFor(season, frequency, folds).map((method) => {
    const title = methodTitle(method, comparedSeason(season, frequency), frequency)
    const part = { isBaseline: true, isJudged: false }
    return { method, role: 'baseline', title, label: capital(title), ...part } as const
  })
  const blend = settings.preset === null ? [] : [{ ...auto, ...judged }]
  return [{ ...network, ...judged }, ...blend, ...baselines]
}

/** What a plan's folds have in common; the blend's networks are always fused. */
export function foldSetupOf(plan: BacktestPlan, executor: ProcessorExecutor): FoldSetup {
  const { season, frequency, horizon, levels, spec, settings } = plan
  const { mode, preset } = settings
  return {
    ...{ season, frequency, horizon, levels, mode, preset: preset ?? 'fast', seed: spec.seed },
    executor: 'fused',
    bounds: spec.bounds,
    network: { spec, executor },
  }
}
