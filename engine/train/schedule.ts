import type { ModelSpec } from '../spec/model-spec'
import type { PlateauState } from './plateau'

/** Learning rate of an optimizer's step, counted from 0 over all epochs. */
export type Schedule = (step: number, plateau: PlateauState) => number

/**
 * The spec's schedule for a training of `totalSteps` steps of the optimizer. `cosine` rises linearly to the
 * full rate over its warm-up and reaches `finalShare` of it at the last step (Loshchilov & Hutter 2017).
 */
export function createSchedule({ optimizer, schedule }: ModelSpec, totalSteps: number): Schedule {
  const { learningRate } = optimizer
  switch (schedule.kind) {
    case 'constant':
      return () => learningRate
    case 'plateau':
      return (_, { share }) => learningRate * share
    case 'cosine': {
      const { warmupSteps, finalShare } = schedule
      const span = Math.max(1, totalSteps - 1 - warmupSteps)
      return (step) => {
        if (step < warmupSteps) return (learningRate * (step + 1)) / warmupSteps
        const done = Math.min(1, (step - warmupSteps) / span)
        const share = finalShare + ((1 - finalShare) * (1 + Math.cos(Math.PI * done))) / 2
        return learningRate * share
      }
    }
  }
}
