import type { Panel } from '../../evaluate/forecaster'
import type { Approach } from './approach'
import { isClearlyBetter } from './clearly-better'
import {
  averagePaths,
  medianPaths,
  mixPaths,
  notBelow,
  scorePoints,
  shiftPaths,
} from './path-scores'
import type { Learner, QuantilePaths } from './member'
import type { Join } from './mixture'
import { prepareSeries, type PreparedSeries } from './prepared-series'
import type { TrainingHost } from './train-steps'
import type { Validation } from './validation'
import type { Adjustment } from './yearly-course'

/** A candidate beside what it forecast for the part set aside. */
export interface Trial {
  readonly learner: Learner
  /** Of each origin. */
  readonly paths: readonly QuantilePaths[]
  /** Mean scaled error; NaN without origins. */
  readonly score: number
}

/** What the trials decided. */
export interface Choice {
  readonly kept: readonly Trial[]
  /** Makes one forecast of those kept. */
  readonly join: Join
  /** Mixed into the average of those kept, with its share of the forecast. */
  readonly partner: { readonly trial: Trial; readonly share: number } | null
  /** The whole mixture's, of each origin. */
  readonly paths: readonly QuantilePaths[]
  readonly score: number
}

/** Shares of a partner that are tried. */
const partnerShares = [0.25, 0.5] as const
/** A partner must lower the score by this share; less is noise. */
const worthMixing = 0.01
/** By this share a partner alone must beat the best mixture to replace it. */
const worthReplacing = 0.1

/**
 * Trains every candidate and partner on what comes before the part set aside and decides on the scores
 * there: candidates near the best are averaged, then mixed with a partner where that helps. A partner alone
 * is the forecast only where it is clearly better, and the naive yardstick unless all that clearly beats it.
 */
export async function runTrials(
  validation: Validation,
  approach: Approach,
  { seed, host }: { seed: number; host: TrainingHost },
): Promise<Choice> {
  const { origins, training } = validation
  const { season } = approach
  const adjustment = approach.adjust(training)
  const ready = prepareAll(training, adjustment, season)
  const histories = prepareAll(
    origins.map(({ history }) => history),
    adjustment,
    season,
  )
  const run = async (learner: Learner): Promise<Trial> => {
    const member = await learner.learn(ready, { steps: approach.effort.trialSteps, seed, host })
    try {
      const raw = await member.predict(histories)
      const paths = raw.map((each, i) => restore(each, origins[i].history, adjustment))
      return { learner, paths, score: scorePoints(origins, paths) }
    } finally {
      member.dispose()
    }
  }
  const trials: Trial[] = []
  for (const learner of approach.candidates) {
    const trial = await run(learner)
    // Without a season several classical methods are the same one.
    if (!trials.some(({ score }) => score === trial.score)) trials.push(trial)
  }
  const kept = keepAlike(trials, approach.alike, approach.most)
  const join = joinOf(approach.average, kept)
  const own = origins.map((_, i) => join(kept.map(({ paths }) => paths[i])))
  const score = scorePoints(origins, own)
  let choice: Choice = { kept, join, partner: null, paths: own, score }
  const ownScore = choice.score
  for (const learner of approach.partners) {
    const trial = await run(learner)
    for (const share of [...partnerShares, 1]) {
      const paths = own.map((each, i) => mixPaths(each, trial.paths[i], share))
      const score = scorePoints(origins, paths)
      const toBeat =
        share === 1
          ? choice.score * (1 - worthReplacing)
          : Math.min(choice.score, ownScore * (1 - worthMixing))
      if (score < toBeat) {
        const partner = { trial, share }
        choice =
          share === 1
            ? { kept: [], join, partner, paths, score }
            : { kept, join, partner, paths, score }
      }
    }
  }
  if (approach.yardstick === null) return choice
  const trial = await run(approach.yardstick)
  const { paths } = trial
  if (origins.length === 0 || isClearlyBetter(origins, choice.paths, paths)) return choice
  return { kept: [], join, partner: { trial, share: 1 }, paths, score: trial.score }
}

function joinOf(average: Approach['average'], kept: readonly Trial[]): Join {
  if (average === 'median') return medianPaths
  const weights = weightsOf(kept)
  return (members) => averagePaths(members, weights)
}

/**
 * Weights that fall with the fourth power of the score and sum to 1. Scores of few origins are uncertain, so
 * the best gets no more than that; with equal scores, or none, all are equal.
 */
export function weightsOf(trials: readonly { readonly score: number }[]): readonly number[] {
  const best = Math.min(...trials.map(({ score }) => score))
  const shares = trials.map(({ score }) =>
    score === best || !(best >= 0) ? 1 : (best / score) ** 4,
  )
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.map((share) => share / sum)
}

/** The best trial and those within a share of it, best first; all of the first `most` where none has a score. */
export function keepAlike<T extends { readonly score: number }>(
  trials: readonly T[],
  share: number,
  most: number,
): readonly T[] {
  if (trials.every(({ score }) => Number.isNaN(score))) return trials.slice(0, most)
  const sorted = [...trials].sort((a, b) => a.score - b.score)
  return sorted.filter(({ score }) => score <= sorted[0].score * (1 + share)).slice(0, most)
}

/** Series as members see them. */
export function prepareAll(
  panel: Panel,
  adjustment: Adjustment,
  season: number,
): readonly PreparedSeries[] {
  return panel.map((series) => prepareSeries(adjustment.apply(series), season))
}

/** Paths of the values themselves: with the course put back, not below 0 where the history never was. */
export function restore(
  paths: QuantilePaths,
  history: Panel[number],
  adjustment: Adjustment,
): QuantilePaths {
  const shifted = shiftPaths(paths, adjustment.ahead(history, paths[0].length))
  return history.values.some((value) => value < 0) ? shifted : notBelow(shifted, 0)
}
