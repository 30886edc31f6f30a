/** Most of the training's time that looking at gradients may take. */
export const flowShare = 0.03

/** A look costs a few steps, the first one also what it has to make ready; until measured, this many. */
const expectedSteps = 5

/** Decides when to look at the gradients. Looking changes nothing in the network, so time may decide. */
export interface FlowSampler {
  /** Notes a training step that took so long; true when a look fits into the share. */
  afterStep(stepMs: number): boolean
  /** Notes a look that took so long. */
  afterLook(lookMs: number): void
}

export function createFlowSampler(): FlowSampler {
  let trainedMs = 0
  let steps = 0
  let lookedMs = 0
  let looks = 0
  return {
    afterStep(stepMs) {
      trainedMs += stepMs
      steps += 1
      const expected = looks > 0 ? lookedMs / looks : (expectedSteps * trainedMs) / steps
      return lookedMs + expected <= flowShare * trainedMs
    },
    afterLook(lookMs) {
      lookedMs += lookMs
      looks += 1
    },
  }
}
