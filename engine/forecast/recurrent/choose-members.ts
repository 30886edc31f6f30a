import type { Approach } from './approach'
import { isClearlyBetter } from './clearly-better'
import type { QuantilePaths } from './member'
import type { Join } from './mixture'
import { averagePaths, medianPaths, mixPaths, scorePoints } from './path-scores'
import type { Trial, Trials } from './trials'
import type { Origin } from './validation'

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
/** Share of a partner that is far better than those kept. */
const largestShare = 0.75
/** A partner must lower the score by this share; less is noise. */
const worthMixing = 0.01
/** By this share a partner alone must beat the best mixture to replace it. */
const worthReplacing = 0.1
/** By this share a partner must beat those kept to get the largest share: trials are short, and networks gain by more steps. */
const farBetter = 0.2

/**
 * Decides on the scores of the part set aside: candidates near the best are averaged, then mixed with the
 * partner that helps most. A partner alone is the forecast only where it is clearly better than the best
 * mixture, and the naive yardstick unless all that clearly beats it.
 */
export function chooseMembers(
  origins: readonly Origin[],
  { candidates, partners, yardstick }: Trials,
  { alike, most, average }: Pick<Approach, 'alike' | 'most' | 'average'>,
): Choice {
  const kept = keepAlike(withoutTwins(candidates), alike, most)
  const join = joinOf(average, kept)
  const paths = origins.map((_, i) => join(kept.map((trial) => trial.paths[i])))
  const own: Choice = { kept, join, partner: null, paths, score: scorePoints(origins, paths) }
  const choice = partners.reduce((best, trial) => withPartner(origins, own, best, trial), own)
  if (yardstick === null || origins.length === 0) return choice
  return isClearlyBetter(origins, choice.paths, yardstick.paths) ? choice : alone(own, yardstick)
}

/** The best of `best` and the mixtures of `own` with a partner. */
function withPartner(origins: readonly Origin[], own: Choice, best: Choice, trial: Trial): Choice {
  const isFar = trial.score < own.score * (1 - farBetter)
  let choice = best
  for (const share of isFar ? [...partnerShares, largestShare] : partnerShares) {
    const paths = own.paths.map((each, i) => mixPaths(each, trial.paths[i], share))
    const score = scorePoints(origins, paths)
    if (score < Math.min(choice.score, own.score * (1 - worthMixing))) {
      choice = { ...own, partner: { trial, share }, paths, score }
    }
  }
  return trial.score < choice.score * (1 - worthReplacing) ? alone(own, trial) : choice
}

function alone({ join }: Choice, trial: Trial): Choice {
  const { paths, score } = trial
  return { kept: [], join, partner: { trial, share: 1 }, paths, score }
}

/** Without a season several classical methods are the same one: the first of them. */
function withoutTwins(trials: readonly Trial[]): readonly Trial[] {
  return trials.filter(
    ({ score }, i) =>
      trials.findIndex((other) => other.score === score) === i || Number.isNaN(score),
  )
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
