import type { Frequency } from '../data/calendar'
import { counted, skillAgainst } from './judge-folds'
import { mae } from './metrics'
import { baselineNames } from './scores'
import type { BaselineName } from './scores'

export interface Verdict {
  readonly kind: 'beats' | 'no-evidence' | 'worse'
  /** The baseline with the lowest MASE on the hold-out. */
  readonly baseline: BaselineName
  /** 1 - MASE of the network ÷ MASE of the baseline: above 0 the network is better. */
  readonly skill: number
  readonly sentence: string
}

export interface Holdout {
  /** `[horizon]`; NaN where there is no value. */
  readonly actual: Float64Array
  /** The network's forecast, `[horizon]`. */
  readonly forecast: Float64Array
  readonly baselines: Readonly<Record<BaselineName, Float64Array>>
  /** Of MASE, from the training part. */
  readonly scale: number
  readonly season: number
  readonly frequency: Frequency
}

/**
 * Compares the network with the best baseline on one hold-out, in one sentence with its numbers. The steps of
 * one hold-out share one origin and go wrong together, so no test of them means anything and nothing is
 * claimed either way; `judgeFolds` does, from several origins.
 */
export function judge(holdout: Holdout): Verdict {
  const { actual, forecast, baselines, scale } = holdout
  const errors = baselineNames.map((name) => mae(actual, baselines[name]))
  const best = errors.indexOf(Math.min(...errors))
  const baseline = baselineNames[best]
  const own = mae(actual, forecast)
  const name = baselineTitle(baseline, holdout.season, holdout.frequency)
  const steps = actual.filter((value) => !Number.isNaN(value)).length
  const numbers = `MASE ${(own / scale).toFixed(2)} against ${(errors[best] / scale).toFixed(2)}`
  const evidence = `one hold-out of ${counted(steps, 'step')}, too few for a test`
  return {
    kind: 'no-evidence',
    baseline,
    skill: skillAgainst(own, errors[best]),
    sentence: `No evidence that this network beats ${name}: ${numbers} (${evidence}).`,
  }
}

/** What a reader calls the baseline, such as `last year's value`. */
export function baselineTitle(name: BaselineName, season: number, frequency: Frequency): string {
  if (name === 'drift') return 'drift'
  if (name === 'naive' || season === 1) return 'the last value'
  const span = seasonTitles.find(
    ([kinds, steps]) => kinds.includes(frequency.kind) && steps === season * frequency.multiple,
  )
  return span === undefined ? `the value ${season} steps earlier` : span[2]
}

const seasonTitles: readonly (readonly [readonly Frequency['kind'][], number, string])[] = [
  [['weekly'], 52, "last year's value"],
  [['monthly'], 12, "last year's value"],
  [['quarterly'], 4, "last year's value"],
  [['daily'], 7, "last week's value"],
  [['business-daily', 'trading-daily'], 5, "last week's value"],
  [['hourly'], 24, "yesterday's value"],
  [['minutely'], 1440, "yesterday's value"],
]
