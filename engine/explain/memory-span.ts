import { describeSteps, type Frequency } from '../data/calendar'
import type { Network } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import { windowSteps } from '../spec/network-sizes'
import { everyWindow } from '../train/batch-order'
import { batchesOf, type WindowSource } from '../train/window-source'

/** An input moves the forecast if it does so by this share of the input that moves it most. */
export const leastShare = 0.05
/** Windows looked at: enough for a steady mean, little enough to be done in seconds. */
const mostWindows = 64

export interface MemorySpan {
  /** How far back an input still moves the forecast, in steps; 0 if none does. */
  readonly steps: number
  /**
   * `[steps back]` from 1: root mean square change of the forecast, in its own units, when the inputs of that
   * step are replaced by their mean over the windows.
   */
  readonly effects: Float64Array
}

/**
 * How long a trained network's memory is: each step of the input is hidden in turn, and what the forecast
 * changes by is measured. Windows are taken evenly from the source. `pause` is awaited after each step.
 */
export async function memorySpan(
  network: Network,
  spec: ModelSpec,
  source: WindowSource,
  pause: () => Promise<void>,
): Promise<MemorySpan> {
  const { history } = spec.input
  const steps = windowSteps(spec)
  const { features } = source
  const count = Math.min(source.count, mostWindows)
  const chosen = everyWindow(count).map((index) => Math.floor((index * source.count) / count))
  const sizes = { batchSize: count, steps, horizon: spec.horizon }
  const effects = new Float64Array(history)
  for (const { inputs, lengths, size } of batchesOf(source, chosen, sizes)) {
    const usual = await network.predict(inputs, size, lengths)
    for (let back = 1; back <= history; back++) {
      const hidden = hideStep(inputs, size, steps, features, history - back)
      const changed = await network.predict(hidden, size, lengths)
      effects[back - 1] = distance(usual, changed)
      await pause()
    }
  }
  const largest = effects.reduce((most, effect) => Math.max(most, effect), 0)
  const reach = largest === 0 ? 0 : effects.findLastIndex((e) => e >= leastShare * largest) + 1
  return { steps: reach, effects }
}

/** Such as `about 23 days`; `the whole history of 30 days` where it reaches to the window's edge. */
export function spanInWords({ steps, effects }: MemorySpan, frequency: Frequency): string {
  const span = describeSteps(steps, frequency)
  return steps === effects.length ? `the whole history of ${span}` : `about ${span}`
}

/** A copy in which a step's inputs are their means over the windows. */
function hideStep(
  inputs: Float32Array,
  size: number,
  steps: number,
  features: number,
  step: number,
): Float32Array {
  const hidden = Float32Array.from(inputs)
  for (let k = 0; k < features; k++) {
    const at = (row: number): number => (row * steps + step) * features + k
    let sum = 0
    for (let row = 0; row < size; row++) sum += inputs[at(row)]
    for (let row = 0; row < size; row++) hidden[at(row)] = sum / size
  }
  return hidden
}

function distance(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length)
}
