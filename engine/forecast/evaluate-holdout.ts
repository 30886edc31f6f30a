import type { Series } from '../data/series'
import type { MemorySpan } from '../explain/memory-span'
import type { Network } from '../network/network'
import { choosePreparation } from '../prepare/choose-preparation'
import type { Preparation } from '../prepare/choose-preparation'
import type { ModelSpec } from '../spec/model-spec'
import { batchesIn, forecastFromEnd, planFit, trainOnPlan } from './fit-plan'
import type { StagedDeps } from './forecast-deps'
import type { JobProgress } from './job-progress'
import { affordableSpan, finalFlow } from './look-back'
import { validationPairs } from './validation-residuals'
import type { ValidationPair } from './validation-residuals'

/** What was learned from everything before the hold-out. */
export interface HoldoutEvaluation {
  readonly choice: Preparation
  readonly parameterCount: number
  readonly bestEpoch: number
  readonly epochsTrained: number
  /** Training steps up to the best epoch's end. */
  readonly bestSteps: number
  /** Of the steps after the series' end, on the stabilised scale, `[horizon]`. */
  readonly forecast: Float64Array
  /** By step ahead, from all validation origins. */
  readonly pairs: readonly (readonly ValidationPair[])[]
  /** Null where it would have taken too long. */
  readonly memorySpan: MemorySpan | null
}

/**
 * Trains on `series`, whose rows from `fitEnd` on validate, and forecasts the steps after its end. The
 * hold-out is not in the series, so nothing of it can leak.
 */
export async function evaluateHoldout(
  series: Series,
  spec: ModelSpec,
  fitEnd: number,
  deps: StagedDeps,
  progress: JobProgress,
): Promise<HoldoutEvaluation> {
  const { horizon, input, epochs } = spec
  const choice = choosePreparation(series, horizon, input.history)
  const plan = planFit(series, choice, spec, fitEnd)
  const batches = batchesIn(plan, spec)
  const { network, report } = await trainOnPlan(plan, spec, deps, (made) => {
    deps.emit({ kind: 'started', epochs, parameterCount: made.parameterCount })
    tellBackend(made, deps)
    return progress.startPhase('evaluate', epochs, batches)
  })
  try {
    const flow = await finalFlow(network, plan, spec)
    const { bestEpoch: epoch } = report
    if (flow) deps.emit({ kind: 'gradient-flow', phase: 'evaluate', epoch, batch: batches, flow })
    return {
      choice,
      parameterCount: network.parameterCount,
      bestEpoch: report.bestEpoch,
      epochsTrained: report.epochsTrained,
      bestSteps: report.bestEpoch * batches,
      forecast: await forecastFromEnd(network, plan, spec),
      pairs: await validationPairs(network, plan, spec, fitEnd),
      memorySpan: await affordableSpan(network, plan, spec, report.epochsTrained, deps),
    }
  } finally {
    network.dispose()
  }
}

/** Names the backend at work and why it is. */
export function tellBackend({ backend }: Network, { executorReason, emit }: StagedDeps): void {
  emit({ kind: 'backend-chosen', backend, reason: executorReason })
}
