import type { Approach } from './approach'
import type { Choice } from './choose-members'
import type { Validation } from './validation'

const averages = {
  weighted: 'The mean, weighted by its scores, of',
  median: 'The median, step by step, of',
} as const

/** What was chosen and on what grounds, as sentences. */
export function reasonsOf(
  { reason, average }: Approach,
  { origins }: Validation,
  { kept, partner, score }: Choice,
): readonly string[] {
  if (origins.length === 0) {
    const names = kept.map(({ learner }) => learner.name).join(', ')
    return [reason, `No series is long enough to compare on, so this is used: ${names}.`]
  }
  const scored = (name: string, value: number): string => `${name} (${value.toFixed(3)})`
  const names = kept.map((trial) => scored(trial.learner.name, trial.score))
  const several = names.length === 1 ? 'Used alone:' : averages[average]
  const grounds = `Scaled errors are over ${origins.length} forecasts of a part that was set aside.`
  const own = `${several} ${names.join('; ')}.`
  if (partner === null) return [reason, own, grounds]
  const other = scored(partner.trial.learner.name, partner.trial.score)
  if (kept.length === 0)
    return [reason, `${other} is used: no network was clearly better.`, grounds]
  const percent = Math.round(100 * partner.share)
  const mixed = `${percent} % of the forecast is ${other}; together ${score.toFixed(3)}.`
  return [reason, own, mixed, grounds]
}
