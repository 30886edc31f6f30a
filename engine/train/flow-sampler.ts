/** Most of the training's time that looking at gradients may take. */
export const flowShare = 0.03

/** A look costs a few steps, the first one also what it has to make ready; until measured, this many. */
const expectedSteps = 5

/** Steps before the first early look; each further one comes after this many times as many. */
const earlyFactor = 4

/** Decides when to look at the gradients. Looking changes nothing in the network, so time may decide. */
export interface FlowSampler {
  /** Notes a training step that took so long; true when a look fits into the share. */
  afterStep(stepMs: number): boolean
  /** Notes a look that took so long. */
  afterLook(lookMs: number): void
}

/**
 * Looks as often as their share of the time so far allows and, so that a short training is seen from its first
 * batches on, early on credit: within the share of the `leastSteps` that the training will take in any case. Those to come are
 * counted as quick as the quickest so far, since the first ones also pay for what is compiled.
 */
export function createFlowSampler(leastSteps: number): FlowSampler {
  let trainedMs = 0
  let quickestMs = Infinity
  let steps = 0
  let lookedMs = 0
  let looks = 0
  let nextEarly: number = earlyFactor
  return {
    afterStep(stepMs) {
      trainedMs += stepMs
      steps += 1
      quickestMs = Math.min(quickestMs, stepMs)
      const withNext =
        lookedMs + (looks > 0 ? lookedMs / looks : (expectedSteps * trainedMs) / steps)
      if (withNext <= flowShare * trainedMs) return true
      if (steps < nextEarly) return false
      nextEarly *= earlyFactor
      return withNext <= flowShare * (trainedMs + (leastSteps - steps) * quickestMs)
    },
    afterLook(lookMs) {
      lookedMs += lookMs
      looks += 1
    },
  }
}
