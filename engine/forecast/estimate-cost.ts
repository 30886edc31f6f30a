import type { Series } from '../data/series'
import { EngineError } from '../errors'
import type { ModelSpec } from '../spec/model-spec'
import { validateSpec } from '../spec/validate-spec'
import { estimateTraining } from '../train/estimate'
import { evaluationPlan } from './evaluation-plan'
import type { TrainingDeps } from './forecast-deps'

/** What a forecast will take on this machine. */
export interface CostEstimate {
  /** Of the training that is scored, its validation included. */
  readonly secondsPerEpoch: number
  /** Of both trainings, if the first goes on to the last epoch; an early stop ends both sooner. */
  readonly secondsAtMost: number
  readonly epochs: number
  /** What one training takes, as `TrainingEstimate` has it. */
  readonly bytes: number
}

export interface CostDeps extends TrainingDeps {
  /** What of the process' memory is in the machine's, in bytes. */
  residentBytes?(): number
}

/**
 * Measures a few steps of the forecast's own training on its own windows, and multiplies. The network is made
 * for this and thrown away.
 * @throws EngineError as `runForecast` does before its first step, and `cancelled`.
 */
export async function estimateCost(
  request: { readonly series: Series; readonly spec: ModelSpec },
  { createNetwork, now, pause, signal, residentBytes }: CostDeps,
): Promise<CostEstimate> {
  const spec = validateSpec(request.spec)
  const { plan, learnedShare } = evaluationPlan(request.series, spec)
  const { secondsPerEpoch, seconds, bytes } = await estimateTraining({
    create: createNetwork,
    spec,
    training: plan.training,
    validation: plan.validation,
    now,
    residentBytes,
    async pause() {
      await pause()
      if (signal.aborted) throw new EngineError('cancelled', 'The measurement was cancelled.')
    },
  })
  // The second training takes as many epochs, of all rows, as were best in the first.
  const refit = (secondsPerEpoch * spec.epochs) / learnedShare
  return { secondsPerEpoch, secondsAtMost: seconds + refit, epochs: spec.epochs, bytes }
}
