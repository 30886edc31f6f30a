import type { Series } from '../data/series'
import type { ModelSpec } from '../spec/model-spec'
import type { TrainingCheckpoint } from '../train/checkpoint'
import { evaluateHoldout, tellBackend } from './evaluate-holdout'
import type { HoldoutEvaluation } from './evaluate-holdout'
import type { StagedDeps, TrainingDeps } from './forecast-deps'
import type { JobProgress } from './job-progress'

/** `evaluateHoldout`, or the rest of it, or what a checkpoint holds of it; kept as it goes. */
export async function evaluateOrGoOn(
  known: Series,
  spec: ModelSpec,
  fitEnd: number,
  deps: StagedDeps,
  progress: JobProgress,
): Promise<HoldoutEvaluation> {
  const { from, keeper } = deps
  if (from?.phase === 'refit') return from.evaluation
  const going = {
    ...deps,
    ...(from === undefined ? {} : { trainFrom: from.training }),
    ...(keeper && {
      trainKeeper: {
        due: () => keeper.due(),
        save: (training: TrainingCheckpoint) => keeper.save({ phase: 'evaluate', training }),
      },
    }),
  }
  const evaluation = await evaluateHoldout(known, spec, fitEnd, going, progress)
  keeper?.save({ phase: 'refit', evaluation, training: null })
  return evaluation
}

/** What the refit gets: a checkpoint that is in it, and who keeps those to come. */
export function refitDeps(evaluation: HoldoutEvaluation, deps: StagedDeps): TrainingDeps {
  const { from, keeper } = deps
  const resumed = from?.phase === 'refit' ? from : null
  return {
    ...deps,
    async createNetwork(spec, shape) {
      const network = await deps.createNetwork(spec, shape)
      // The evaluation has told of it, unless that was elsewhere.
      if (resumed !== null) tellBackend(network, deps)
      return network
    },
    ...(resumed?.training && { trainFrom: resumed.training }),
    ...(keeper && {
      trainKeeper: {
        due: () => keeper.due(),
        save: (training: TrainingCheckpoint) =>
          keeper.save({ phase: 'refit', evaluation, training }),
      },
    }),
  }
}
