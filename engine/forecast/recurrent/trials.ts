import { prepareAll, restore } from './adjusted-panel'
import type { Approach } from './approach'
import type { Learner, QuantilePaths } from './member'
import { scorePoints } from './path-scores'
import type { TrainingHost } from './train-steps'
import type { Validation } from './validation'

/** A learner beside what it forecast for the part set aside. */
export interface Trial {
  readonly learner: Learner
  /** Of each origin. */
  readonly paths: readonly QuantilePaths[]
  /** Mean scaled error; NaN without origins. */
  readonly score: number
}

/** Everything that an approach names, tried. */
export interface Trials {
  readonly candidates: readonly Trial[]
  readonly partners: readonly Trial[]
  readonly yardstick: Trial | null
}

/** Lets every learner of an approach learn from what comes before the part set aside, and forecast that. */
export async function runTrials(
  { origins, training }: Validation,
  { adjust, season, effort, candidates, partners, yardstick }: Approach,
  { seed, host }: { readonly seed: number; readonly host: TrainingHost },
): Promise<Trials> {
  const adjustment = adjust(training)
  const panel = prepareAll(training, adjustment, season)
  const histories = prepareAll(
    origins.map(({ history }) => history),
    adjustment,
    season,
  )
  const run = async (learner: Learner): Promise<Trial> => {
    const member = await learner.learn(panel, { steps: effort.trialSteps, seed, host })
    try {
      const raw = await member.predict(histories)
      const paths = raw.map((each, i) => restore(each, origins[i].history, adjustment))
      return { learner, paths, score: scorePoints(origins, paths) }
    } finally {
      member.dispose()
    }
  }
  const runAll = async (learners: readonly Learner[]): Promise<readonly Trial[]> => {
    const trials: Trial[] = []
    for (const learner of learners) trials.push(await run(learner))
    return trials
  }
  return {
    candidates: await runAll(candidates),
    partners: await runAll(partners),
    yardstick: yardstick === null ? null : await run(yardstick),
  }
}
