import type { EarlyStoppingSpec } from '../spec/model-spec'

/** The best epoch so far (0: none yet), its loss, and the epochs since. */
export interface BestSoFar {
  readonly epoch: number
  readonly loss: number
  readonly epochsSince: number
}

export const nothingYet: BestSoFar = { epoch: 0, loss: Infinity, epochsSince: 0 }

/** Takes an epoch's loss into account; a tie leaves the earlier epoch the best. */
export function observeLoss(best: BestSoFar, epoch: number, loss: number): BestSoFar {
  return loss < best.loss
    ? { epoch, loss, epochsSince: 0 }
    : { ...best, epochsSince: best.epochsSince + 1 }
}

/** True when the loss has not improved for as many epochs as the spec has patience. */
export function patienceEnded(best: BestSoFar, spec: EarlyStoppingSpec | null): boolean {
  return spec !== null && best.epochsSince >= spec.patience
}

/** Epochs that a training takes in any case. */
export function leastEpochs(epochs: number, spec: EarlyStoppingSpec | null): number {
  return spec === null ? epochs : Math.min(epochs, spec.patience + 1)
}
