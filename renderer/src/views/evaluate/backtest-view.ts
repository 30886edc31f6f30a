import { bandOf } from '../../../../engine/evaluate/forecaster'
import { judgeFolds } from '../../../../engine/evaluate/judge-folds'
import { mae } from '../../../../engine/evaluate/metrics'
import type { MethodHindcast } from '../../../../engine/evaluate/score-methods'
import { meanWithLimits } from '../../../../engine/evaluate/significance'
import type { BacktestMethod, BacktestResult } from '../../../../engine/forecast/backtest-result'
import type { MethodTrust } from '../../../../engine/forecast/method-trust'
import type { HindcastFold } from '../../charts/hindcast-option'
import type { HorizonLine } from '../../charts/horizon-option'

/** The network's scores. */
export function networkOf({ methods }: BacktestResult): MethodHindcast {
  const own = methods.find(({ method }) => method === 'network')
  if (own === undefined) throw new Error('A backtest without its network.')
  return own
}

/** The scores of the baseline that the network is judged against. */
export function bestBaselineOf(result: BacktestResult): MethodHindcast {
  const name = networkOf(result).verdict?.baseline
  const best = result.methods.find(({ method }) => method === name)
  if (best === undefined) throw new Error('A backtest without baselines.')
  return best
}

/** What the network's errors and forecasts one step ahead tell. */
export function trustOf({ trust }: BacktestResult): MethodTrust {
  const own = trust.get('network')
  if (own === undefined) throw new Error('A backtest without its network.')
  return own
}

export function labelOf({ plan }: BacktestResult, method: string): string {
  return plan.methods.find((each) => each.method === method)?.label ?? method
}

/** The network's forecasts, fold by fold. */
export function hindcastsOf(result: BacktestResult): readonly HindcastFold[] {
  const { series, levels } = result.plan
  const [{ origins }] = series
  return networkOf(result).forecasts.map(({ fold, mean, quantiles }) => ({
    origin: origins[fold],
    mean,
    bands: levels.flatMap((level) => {
      const band = quantiles && bandOf(quantiles, level)
      return band === null ? [] : [{ level, ...band }]
    }),
  }))
}

export interface FoldDifferences {
  /** Error of the best baseline less that of the network in each fold: above 0 the network is better. */
  readonly values: readonly number[]
  readonly mean: number
  readonly limits: readonly [number, number] | null
}

/** How much the network's mean absolute error is below the best baseline's, fold by fold. */
export function foldDifferences(result: BacktestResult): FoldDifferences {
  const best = bestBaselineOf(result)
  const values = networkOf(result).forecasts.flatMap(({ fold, actual, mean }) => {
    const other = best.forecasts.find((each) => each.fold === fold)
    const difference = other ? mae(actual, other.mean) - mae(actual, mean) : Number.NaN
    return Number.isNaN(difference) ? [] : [difference]
  })
  return { values, ...meanWithLimits(values) }
}

/** Error by step ahead of the network, the best baseline, and the naive and seasonal rules. */
export function horizonLines(result: BacktestResult): readonly HorizonLine[] {
  const best = bestBaselineOf(result)
  const rules = ['naive', 'seasonalNaive'].filter((name) => name !== best.method)
  const line = (own: MethodHindcast, role: HorizonLine['role']): HorizonLine => ({
    name: labelOf(result, own.method),
    role,
    errors: errorsByStep(own, result.plan.horizon),
  })
  return [
    line(networkOf(result), 'network'),
    line(best, 'best'),
    ...rules.flatMap((name) => {
      const own = result.methods.find(({ method }) => method === name)
      return own ? [line(own, 'other')] : []
    }),
  ]
}

function errorsByStep({ forecasts }: MethodHindcast, horizon: number): readonly number[] {
  return Array.from({ length: horizon }, (_, step) => {
    const errors = forecasts
      .map(({ actual, mean }) => Math.abs(actual[step] - mean[step]))
      .filter((error) => !Number.isNaN(error))
    return errors.reduce((sum, error) => sum + error, 0) / errors.length
  })
}

export interface OutsideBars {
  readonly level: number
  /** Steps outside the band in each fold. */
  readonly counts: readonly number[]
  /** Steps outside that the band allows in a whole fold. */
  readonly expected: number
  readonly horizon: number
}

/** Steps outside the network's band of a level, fold by fold. */
export function outsideByFold(result: BacktestResult, level: number): OutsideBars {
  const counts = networkOf(result).forecasts.map(({ actual, quantiles }) => {
    const band = quantiles && bandOf(quantiles, level)
    if (!band) return 0
    return actual.filter((value, i) => value < band.lower[i] || value > band.upper[i]).length
  })
  const { horizon } = result.plan
  return { level, counts, expected: (1 - level) * horizon, horizon }
}

export interface LeagueRow {
  readonly method: string
  readonly label: string
  readonly role: BacktestMethod['role']
  readonly rank: number
  readonly mase: number
  readonly rmse: number
  /** Of the network against this method; null for the network and where there is too little to test. */
  readonly p: number | null
}

/** All methods, the least MASE first; equal errors share a rank. */
export function leagueRows(result: BacktestResult): readonly LeagueRow[] {
  const { methods, plan } = result
  const own = networkOf(result)
  return methods.map((each) => ({
    method: each.method,
    label: labelOf(result, each.method),
    role: plan.methods.find(({ method }) => method === each.method)?.role ?? 'baseline',
    rank: 1 + methods.filter(({ report }) => report.total.mase < each.report.total.mase).length,
    mase: each.report.total.mase,
    rmse: each.report.total.rmse,
    p: each === own ? null : judgeFolds(own, [each]).p,
  }))
}
