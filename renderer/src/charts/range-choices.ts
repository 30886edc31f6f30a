import type { Frequency, FrequencyKind } from '../../../engine/data/calendar'

/** A stretch of time to look at; `steps` null is all of it. */
export interface RangeChoice {
  readonly label: string
  readonly steps: number | null
}

const daysPerStep: Readonly<Record<FrequencyKind, number | null>> = {
  secondly: 1 / 86_400,
  minutely: 1 / 1440,
  hourly: 1 / 24,
  daily: 1,
  'business-daily': 7 / 5,
  'trading-daily': 365.25 / 252,
  weekly: 7,
  monthly: 365.25 / 12,
  quarterly: 365.25 / 4,
  yearly: 365.25,
  irregular: null,
  index: null,
}

const spans: readonly (readonly [label: string, days: number])[] = [
  ['1 h', 1 / 24],
  ['6 h', 1 / 4],
  ['1 d', 1],
  ['2 d', 2],
  ['7 d', 7],
  ['30 d', 30],
  ['60 d', 60],
  ['1 y', 365.25],
  ['2 y', 730.5],
  ['5 y', 1826.25],
  ['10 y', 3652.5],
  ['20 y', 7305],
  ['50 y', 18_262.5],
]

/** All spans as steps, ascending; counts of rows where steps have no length in time. */
function candidates({ kind, multiple }: Frequency): readonly { label: string; steps: number }[] {
  const days = daysPerStep[kind]
  if (days === null) {
    return [50, 100, 200, 500, 1000, 5000].map((steps) => ({ label: String(steps), steps }))
  }
  return spans.map(([label, span]) => ({ label, steps: Math.round(span / (days * multiple)) }))
}

/** The two longest spans that leave out a fifth of the series or more, then all of it. */
export function exploreRanges(frequency: Frequency, steps: number): readonly RangeChoice[] {
  const fitting = candidates(frequency).filter(
    (each) => each.steps >= 12 && each.steps <= 0.8 * steps,
  )
  return [...fitting.slice(-2), { label: 'All', steps: null }]
}

/**
 * Up to three spans of history to see a forecast of `horizon` steps against, the shortest at least two
 * horizons; all of the history where it is no longer than that.
 */
export function forecastRanges(
  frequency: Frequency,
  history: number,
  horizon: number,
): readonly RangeChoice[] {
  const fitting = candidates(frequency).filter(
    (each) => each.steps >= Math.max(2 * horizon, 8) && each.steps < history,
  )
  const first = fitting.slice(0, 3)
  return first.length === 3 ? first : [...first, { label: 'All', steps: null }]
}

/** The choice to begin with: the shortest with four horizons of history, else the longest. */
export function firstRange(choices: readonly RangeChoice[], horizon: number): RangeChoice {
  const enough = choices.find((each) => each.steps === null || each.steps >= 4 * horizon)
  return enough ?? choices.at(-1) ?? { label: 'All', steps: null }
}
