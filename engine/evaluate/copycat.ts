import type { Frequency } from '../data/calendar'

/** A forecast of the step `ahead` of an origin, with what was known and what came. */
export interface ShiftPair {
  /** The last known value at the origin. */
  readonly last: number
  readonly forecast: number
  /** NaN pairs are left out. */
  readonly actual: number
}

export interface CopycatReport {
  readonly copies: boolean
  /** Mean |forecast − last| ÷ mean |actual − last|: 0 repeats the last value, 1 moves as much as the series. */
  readonly movement: number
  /** 1 − error ÷ error of the last value. */
  readonly skill: number
  readonly sentence: string | null
  /** What to forecast instead; null when there is nothing to mend. */
  readonly suggestion: { readonly target: 'returns' | 'changes'; readonly reason: string } | null
}

/** A forecast that moves less than this share of what the series moves stays where it was. */
const littleMovement = 0.35
/** Skill below this is no skill. */
const littleSkill = 0.03
const fewestPairs = 10

/**
 * Does a method repeat the value it saw last? On a random walk that is the best it can do, and its chart
 * looks perfect, shifted by one step. It is named so when its forecasts lie nearer to the last value than to
 * what came, move little, and are no better than the last value itself. With fewer than ten pairs, or a
 * series that does not move, nothing is said.
 * @param pairs of one step ahead from as many origins as there are, or of all steps of several origins
 * @param positive all values are above 0, so that returns exist
 * @param title what a reader calls the method, such as `the GRU`
 */
export function detectCopycat(
  pairs: readonly ShiftPair[],
  frequency: Frequency,
  positive: boolean,
  title = 'this network',
): CopycatReport {
  const known = pairs.filter((pair) => Object.values(pair).every(Number.isFinite))
  const mean = (of: (pair: ShiftPair) => number): number =>
    known.reduce((sum, pair) => sum + of(pair), 0) / known.length
  const moved = mean(({ actual, last }) => Math.abs(actual - last))
  if (known.length < fewestPairs || moved === 0) {
    return {
      copies: false,
      movement: Number.NaN,
      skill: Number.NaN,
      sentence: null,
      suggestion: null,
    }
  }
  const apart = mean(({ forecast, last }) => Math.abs(forecast - last))
  const error = mean(({ forecast, actual }) => Math.abs(forecast - actual))
  const movement = apart / moved
  const skill = 1 - error / moved
  const copies = movement < littleMovement && apart < error && skill < littleSkill
  if (!copies) return { copies, movement, skill, sentence: null, suggestion: null }
  return {
    copies,
    movement,
    skill,
    sentence: `${title.charAt(0).toUpperCase()}${title.slice(1)} repeats ${lastValueTitle(frequency)}.`,
    suggestion: {
      target: positive ? 'returns' : 'changes',
      reason: positive
        ? 'Forecast returns, the change in percent from one value to the next: there repeating scores nothing.'
        : 'Forecast changes from one value to the next: there repeating scores nothing.',
    },
  }
}

function lastValueTitle({ kind, multiple }: Frequency): string {
  if (multiple !== 1) return 'the last value'
  if (kind === 'daily') return "yesterday's value"
  if (kind === 'business-daily' || kind === 'trading-daily') return "the previous session's value"
  if (kind === 'weekly') return "last week's value"
  if (kind === 'monthly') return "last month's value"
  return kind === 'yearly' ? "last year's value" : 'the last value'
}
