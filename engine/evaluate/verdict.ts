import type { Frequency } from '../data/calendar'
import { mae } from './metrics'
import { baselineNames } from './scores'
import type { BaselineName } from './scores'
import { dieboldMariano } from './significance'

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

const significance = 0.05

/**
 * Says whether the network earned its place, in one sentence with its numbers. Its absolute errors on the
 * hold-out are compared with those of the best baseline there by the Diebold–Mariano test; without p below
 * 0.05 nothing is claimed either way. One hold-out is one origin: its errors are correlated, so
 * ⌊n^⅓⌋ autocovariances count.
 */
export function judge(holdout: Holdout): Verdict {
  const { actual, forecast, baselines, scale } = holdout
  const errors = baselineNames.map((name) => mae(actual, baselines[name]))
  const best = errors.indexOf(Math.min(...errors))
  const baseline = baselineNames[best]
  const own = mae(actual, forecast)
  const skill = skillAgainst(own, errors[best])
  const differences = lossDifferences(actual, forecast, baselines[baseline])
  const test = dieboldMariano(differences, Math.floor(Math.cbrt(differences.length)))
  const name = baselineTitle(baseline, holdout.season, holdout.frequency)
  const percent = `${Math.abs(Math.round(100 * skill))} %`
  const evidence = `${shownP(test.p)}, ${counted(test.count, 'step')}`
  if (test.p < significance && skill > 0) {
    const sentence = `Beats the best baseline, ${name}, by ${percent} (${evidence}).`
    return { kind: 'beats', baseline, skill, sentence }
  }
  if (test.p < significance && skill < 0) {
    const sentence = `Worse than ${name} by ${percent} (${evidence}). Use ${name}.`
    return { kind: 'worse', baseline, skill, sentence }
  }
  const ownMase = (own / scale).toFixed(2)
  const bestMase = (errors[best] / scale).toFixed(2)
  const numbers = `MASE ${ownMase} against ${bestMase} (${evidence})`
  const sentence = `No evidence that this network beats ${name}: ${numbers}.`
  return { kind: 'no-evidence', baseline, skill, sentence }
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

/** 0 when both are exact; minus infinity has no sentence, so a perfect baseline gives −1. */
function skillAgainst(own: number, other: number): number {
  if (other > 0) return 1 - own / other
  return own > 0 ? -1 : 0
}

function lossDifferences(
  actual: Float64Array,
  first: Float64Array,
  second: Float64Array,
): readonly number[] {
  const differences: number[] = []
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return
    differences.push(Math.abs(value - first[i]) - Math.abs(value - second[i]))
  })
  return differences
}

function shownP(p: number): string {
  if (p < 0.001) return 'p < 0.001'
  return `p = ${p.toFixed(p < 0.01 ? 3 : 2)}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
