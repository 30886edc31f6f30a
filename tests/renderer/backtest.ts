import type { FoldResult } from '../../engine/evaluate/backtest'
import type { BacktestPlan, BacktestResult } from '../../engine/forecast/backtest-result'
import { evaluateFolds } from '../../engine/forecast/evaluate-folds'
import { smallSpec } from '../helpers/networks'

const judged = { isBaseline: false, isJudged: true }
const judge = { isBaseline: true, isJudged: false }

/** Four folds of two days, the network beside two rules. */
export const plan: BacktestPlan = {
  target: 'sales',
  frequency: { kind: 'daily', multiple: 1 },
  spec: smallSpec({ horizon: 2 }),
  settings: { folds: 4, mode: 'refit', slide: null, preset: null },
  horizon: 2,
  step: 2,
  folds: 4,
  season: 1,
  levels: [0.8, 0.95],
  methods: [
    { method: 'network', role: 'network', title: 'this network', label: 'GRU 5', ...judged },
    { method: 'naive', role: 'baseline', title: 'the last value', label: 'Last value', ...judge },
    { method: 'drift', role: 'baseline', title: 'drift', label: 'Drift', ...judge },
  ],
  oneStep: ['network'],
  series: [
    {
      name: 'sales',
      calendar: { frequency: { kind: 'daily', multiple: 1 }, start: Date.UTC(2024, 0, 1) },
      origins: [10, 12, 14, 16],
      lastKnown: [5, 5, 5, 5],
      positive: true,
    },
  ],
}

export const actuals: readonly (readonly [number, number])[] = [
  [6, 7],
  [4, 3],
  [8, 9],
  [5, 6],
]

/** A fold's forecasts by a method: each value is off by `error`; bands reach 1 and 2 to either side. */
export function part(method: string, fold: number, error: number): FoldResult {
  const actual = Float64Array.from(actuals[fold])
  const mean = actual.map((value) => value + error)
  const moved = (by: number) => mean.map((value) => value + by)
  const quantiles = {
    probabilities: [0.025, 0.1, 0.5, 0.9, 0.975],
    values: [-2, -1, 0, 1, 2].map(moved),
  }
  const forecast = { series: 'sales', fold, actual, mean, quantiles, scale: 2 }
  return {
    method,
    fold,
    forecasts: [forecast],
    oneStep: method === 'network' ? [mean] : null,
    seconds: 1,
  }
}

/** Errors of each method in each fold; the network's first. */
export function partsOf(errors: readonly (readonly number[])[]): readonly FoldResult[] {
  return plan.methods.flatMap(({ method }, i) =>
    errors[i].map((error, fold) => part(method, fold, error)),
  )
}

export function resultOf(errors: readonly (readonly number[])[]): BacktestResult {
  const scores = evaluateFolds(plan, partsOf(errors))
  if (scores === null) throw new Error('no fold is whole')
  return { plan, ...scores }
}
