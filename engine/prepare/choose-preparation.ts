import type { Series } from '../data/series'
import type { Frequency } from '../data/calendar'
import { fitHarmonics, harmonicAt, possibleCycles } from './cycles'
import type { Cycle } from './cycles'
import { autocorrelation, spreadSlope } from './level'
import { trialError } from './linear-trial'
import { cycleHarmonics } from './preparation'
import type { PreparationForm } from './preparation'
import { robustStatistics, zScoreStatistics } from './scalers'
import { findSeason, seasonalStrength } from './season'
import { rowsNeeded } from './split'
import { applyLog, applySeasonalDifference } from './transforms'

/** A form and why it was chosen. */
export interface Preparation extends PreparationForm {
  /** As sentences for the reader. */
  readonly reasons: readonly string[]
}

/** R's `nsdiffs` asks for a seasonal difference from this strength on (Wang, Smith & Hyndman 2006). */
const strongSeason = 0.64
/** A difference costs one season of rows; with fewer seasons than this it costs too much. */
const seasonsForDifference = 4
const visibleShare = 0.1
/** What the trial must gain over the choice by rule: smaller differences are noise. */
const trialMargin = 0.03

/**
 * Chooses from the data how to prepare a series for windows of `history` and `horizon` steps: first by
 * rules of thumb, then a quick linear trial on the last fifth may overrule them. It reads every value it is
 * given, so pass the training part only.
 * @param logs whether logarithms may be taken; not where the values are on a scale that was chosen already
 */
export function choosePreparation(
  series: Series,
  horizon: number,
  history = 1,
  logs = true,
): Preparation {
  const { values, calendar } = series
  const season = findSeason(values, calendar.frequency)
  const slope = logs ? spreadSlope(values, season) : null
  const log = slope !== null
  const level = log ? applyLog(values) : values
  const strength = seasonalStrength(level, season)
  const roomy = fitsDifference(values.length, season, horizon + history)
  const seasonalDifference = roomy && strength >= strongSeason
  const cycles = visibleCycles(level, calendar.frequency)
  const robust = hasOutliers(level)
  const shape = (difference: boolean): Shape => ({
    season,
    log,
    seasonalDifference: difference,
    cycle: difference ? null : (cycles.find(({ name }) => name === 'annual') ?? null),
    calendar: difference ? [] : cycles,
    robust,
  })
  const byRule = withLevel(shape(seasonalDifference), level, horizon)
  const best = byTrial(series, byRule, roomy ? [shape(true), shape(false)] : [shape(false)], {
    horizon,
    history,
  })
  const facts = { slope, strength, cycles, overruled: best !== byRule }
  return { ...best, reasons: explain(best, facts) }
}

type Shape = Omit<PreparationForm, 'fromLastValue'>

/** Standard deviations above this many robust ones are made by outliers; a normal distribution has 1. */
const outlyingSpread = 3

function hasOutliers(values: Float64Array): boolean {
  return zScoreStatistics(values).deviation > outlyingSpread * robustStatistics(values).deviation
}

type VisibleCycle = Cycle & { readonly percent: number }

function fitsDifference(rows: number, season: number, window: number): boolean {
  return season > 1 && rows >= seasonsForDifference * season && rows - season >= 2 * window
}

/** Cycles seen at least twice that explain a visible share of the variation. */
function visibleCycles(level: Float64Array, frequency: Frequency): readonly VisibleCycle[] {
  return possibleCycles(frequency).flatMap((cycle) => {
    if (level.length < 2 * cycle.period) return []
    const { explained } = fitHarmonics(level, cycle, cycleHarmonics)
    return explained < visibleShare ? [] : [{ ...cycle, percent: Math.round(100 * explained) }]
  })
}

/** Last value against mean: Var(y_(t+h) − y_t) = 2σ²(1 − ρ_h) is below σ² from ρ_h = ½ on. */
function withLevel(shape: Shape, level: Float64Array, horizon: number): PreparationForm {
  const flat = shape.seasonalDifference
    ? applySeasonalDifference(level, shape.season)
    : less(level, shape.cycle)
  return { ...shape, fromLastValue: autocorrelation(flat, horizon) > 0.5 }
}

function less(level: Float64Array, cycle: Cycle | null): Float64Array {
  if (cycle === null) return level
  const fit = fitHarmonics(level, cycle, cycleHarmonics)
  return level.map((value, step) => value - harmonicAt(fit, step))
}

function byTrial(
  series: Series,
  byRule: PreparationForm,
  shapes: readonly Shape[],
  sizes: { readonly horizon: number; readonly history: number },
): PreparationForm {
  const { horizon, history } = sizes
  if (series.values.length + horizon < rowsNeeded(horizon, history)) return byRule
  let best = byRule
  let least = trialError(series, byRule, sizes)
  if (least === null) return byRule
  least *= 1 - trialMargin
  for (const shape of shapes) {
    for (const fromLastValue of [false, true]) {
      const candidate = { ...shape, fromLastValue }
      const error = trialError(series, candidate, sizes)
      if (error === null || error >= least) continue
      best = candidate
      least = error
    }
  }
  return best
}

interface Facts {
  readonly slope: number | null
  readonly strength: number
  readonly cycles: readonly VisibleCycle[]
  readonly overruled: boolean
}

function explain(
  choice: PreparationForm,
  { slope, strength, cycles, overruled }: Facts,
): readonly string[] {
  const reasons: string[] = []
  if (slope !== null) {
    const shown = slope.toFixed(1)
    reasons.push(
      `Logarithms were taken: all values are above 0 and the spread grows with the level (slope ${shown}).`,
    )
  }
  const seen = `the season of ${choice.season} steps has strength ${strength.toFixed(2)} of 1`
  if (choice.seasonalDifference) {
    reasons.push(`Each value was compared with the one ${choice.season} steps earlier: ${seen}.`)
  }
  for (const { name, percent } of choice.calendar.length > 0 ? cycles : []) {
    const removed = choice.cycle?.name === name ? ', and its mean curve was taken away' : ''
    reasons.push(
      `The ${name} cycle explains ${percent} % of the variation: its phase is an input${removed}.`,
    )
  }
  if (choice.fromLastValue) reasons.push('Each window is measured from its own last value.')
  if (overruled) {
    reasons.push(
      'A linear model on the last fifth of the training part decided between these forms.',
    )
  }
  reasons.push(
    choice.robust
      ? 'Numbers were scaled by the median and the quartiles of the training part: outliers widen its standard deviation.'
      : 'Numbers were scaled by the mean and standard deviation of the training part.',
  )
  return reasons
}
