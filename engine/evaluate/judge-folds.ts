import { mae } from './metrics'
import type { ScoredForecast } from './score-report'
import { signTest } from './distributions'
import { dieboldMariano } from './significance'

/** One method's forecasts of the same series and folds as the others'. */
export interface MethodForecasts {
  readonly method: string
  /** What a reader calls it, such as `last year's value`. */
  readonly title: string
  readonly forecasts: readonly ScoredForecast[]
}

export interface FoldVerdict {
  readonly kind: 'beats' | 'no-evidence' | 'worse'
  /** The baseline with the least MASE. */
  readonly baseline: string
  /** 1 − MASE ÷ MASE of the baseline: above 0 the method is better. */
  readonly skill: number
  /** Null where there is too little to test. */
  readonly p: number | null
  readonly test: 'diebold-mariano' | 'sign' | null
  readonly sentence: string
}

const significance = 0.05
/** From here on series are the trials: they are less alike than folds of one series. */
const panelSeries = 6
/** Fewest folds with which the test can reach 5 % at all and means something. */
const fewestFolds = 4

/**
 * Whether a method earned its place beside the best baseline of the same backtest. A panel is judged by the
 * exact sign test over its series, one series by the test of Diebold and Mariano with Harvey's correction
 * over its folds, a fold's loss being its mean absolute error ÷ MASE scale. Steps of one fold are correlated
 * and are never counted as trials.
 * @param overlap folds that share rows with the next ones, ⌈horizon ÷ step⌉ − 1: autocovariances that count
 */
export function judgeFolds(
  own: MethodForecasts,
  baselines: readonly MethodForecasts[],
  overlap = 0,
): FoldVerdict {
  const scored = baselines.map((each) => ({ ...each, losses: lossesOf(each.forecasts) }))
  const best = scored.reduce((least, each) =>
    total(each.losses) < total(least.losses) ? each : least,
  )
  const losses = lossesOf(own.forecasts)
  const skill = skillAgainst(total(losses), total(best.losses))
  const { p, test, evidence } = compare(losses, best.losses, own.forecasts, overlap)
  const percent = `${Math.abs(Math.round(100 * skill))} %`
  const shared = { baseline: best.method, skill, p, test }
  if (p !== null && p < significance && skill > 0) {
    const sentence = `Beats the best baseline, ${best.title}, by ${percent} (${evidence}).`
    return { ...shared, kind: 'beats', sentence }
  }
  if (p !== null && p < significance && skill < 0) {
    const sentence = `${worseThan(best.title, skill)} (${evidence}). Use ${best.title}.`
    return { ...shared, kind: 'worse', sentence }
  }
  const numbers = `MASE ${total(losses).toFixed(2)} against ${total(best.losses).toFixed(2)}`
  const wins = skill < 0 ? `; ${best.title} wins here` : ''
  const sentence = `No evidence that ${own.title} beats ${best.title}: ${numbers} (${evidence})${wins}.`
  return { ...shared, kind: 'no-evidence', sentence }
}

interface Loss {
  readonly series: string
  readonly fold: number
  readonly value: number
}

function lossesOf(forecasts: readonly ScoredForecast[]): readonly Loss[] {
  return forecasts
    .map(({ series, fold, actual, mean, scale }) => ({
      series,
      fold,
      value: mae(actual, mean) / scale,
    }))
    .filter(({ value }) => !Number.isNaN(value))
}

function total(losses: readonly Loss[]): number {
  return losses.reduce((sum, { value }) => sum + value, 0) / losses.length
}

interface Evidence {
  readonly p: number | null
  readonly test: FoldVerdict['test']
  readonly evidence: string
}

function compare(
  own: readonly Loss[],
  other: readonly Loss[],
  forecasts: readonly ScoredForecast[],
  overlap: number,
): Evidence {
  const bySeries = differences(own, other, ({ series }) => series)
  if (bySeries.length >= panelSeries) {
    const unequal = bySeries.filter((value) => value !== 0)
    const p = signTest(unequal.filter((value) => value < 0).length, unequal.length)
    return { p, test: 'sign', evidence: `${shownP(p)}, ${counted(bySeries.length, 'series')}` }
  }
  const byFold = differences(own, other, ({ fold }) => fold)
  if (byFold.length < fewestFolds) {
    const steps = forecasts[0]?.actual.length ?? 0
    const few = byFold.length === 1 ? 'one hold-out' : counted(byFold.length, 'fold')
    return {
      p: null,
      test: null,
      evidence: `${few} of ${counted(steps, 'step')}, too few for a test`,
    }
  }
  const { p } = dieboldMariano(byFold, overlap)
  return { p, test: 'diebold-mariano', evidence: `${shownP(p)}, ${counted(byFold.length, 'fold')}` }
}

/** Mean loss of the first less that of the second in each group, in the groups' order. */
function differences<K extends string | number>(
  own: readonly Loss[],
  other: readonly Loss[],
  key: (loss: Loss) => K,
): readonly number[] {
  const groups = new Map<K, { own: number; other: number; count: number }>()
  const theirs = new Map(other.map((loss) => [`${loss.fold} ${loss.series}`, loss.value]))
  for (const loss of own) {
    const against = theirs.get(`${loss.fold} ${loss.series}`)
    if (against === undefined) continue
    const group = groups.get(key(loss)) ?? { own: 0, other: 0, count: 0 }
    group.own += loss.value
    group.other += against
    group.count += 1
    groups.set(key(loss), group)
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([, group]) => (group.own - group.other) / group.count)
}

/** 0 when both are exact; a perfect baseline leaves no finite share, so it is −1. */
export function skillAgainst(own: number, other: number): number {
  if (other > 0) return 1 - own / other
  return own > 0 ? -1 : 0
}

/** From as many times the error on, percents have too many digits to be read. */
const mostPercentTimes = 10

/** `Worse than drift by 44 %`, or with how many times its error. */
export function worseThan(title: string, skill: number): string {
  const times = 1 - skill
  if (times > mostPercentTimes)
    return `Worse than ${title}, with ${Math.round(times)} times its error`
  return `Worse than ${title} by ${Math.round(-100 * skill)} %`
}

/** `p = 0.01`, in words of the interface. */
export function shownP(p: number): string {
  if (p < 0.001) return 'p < 0.001'
  return `p = ${p.toFixed(p < 0.01 ? 3 : 2)}`
}

/** `1 fold`, `26 folds`; a series has no plural. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 || noun === 'series' ? '' : 's'}`
}
