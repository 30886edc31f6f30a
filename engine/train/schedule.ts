import type { OptimizerSpec } from '../spec/model-spec'

/** Learning rate at a training step, counted from 0 over all epochs. */
export type Schedule = (step: number) => number

/** The spec's schedule: constant. */
export function createSchedule({ learningRate }: OptimizerSpec): Schedule {
  return () => learningRate
}
