import { EngineError } from '../errors'
import type { Batch } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import { windowSteps } from '../spec/network-sizes'
import { everyWindow } from './batch-order'
import { batchesOf, type WindowSource } from './window-source'

const atOnce = 256

/**
 * Looks at every input once before training, so that a value that is no number is named by its place and not
 * by the loss that it spoils. `afterEach` is awaited now and then.
 * @throws EngineError `series-not-finite` naming window, step and feature, all counted from 1.
 */
export async function checkWindows(
  source: WindowSource,
  spec: ModelSpec,
  afterEach: () => Promise<void>,
): Promise<void> {
  let first = 0
  const steps = windowSteps(spec)
  const sizes = { batchSize: atOnce, steps, horizon: spec.horizon }
  for (const batch of batchesOf(source, everyWindow(source.count), sizes)) {
    const at = firstBroken(batch, steps, source.features)
    if (at >= 0) throw notFinite(source, steps, first, at, batch.inputs[at])
    first += batch.size
    await afterEach()
  }
}

/** Index of the first valid input that is NaN or infinite; -1 if none is. */
function firstBroken({ inputs, lengths }: Batch, steps: number, features: number): number {
  const width = steps * features
  return inputs.findIndex((value, index) => {
    if (Number.isFinite(value)) return false
    const row = Math.floor(index / width)
    return lengths === undefined || index - row * width < lengths[row] * features
  })
}

function notFinite(
  { features, featureNames }: WindowSource,
  steps: number,
  first: number,
  at: number,
  value: number,
): EngineError {
  const feature = at % features
  const step = Math.floor(at / features) % steps
  const window = first + Math.floor(at / (steps * features))
  const name = featureNames?.[feature]
  const called = name === undefined ? `feature ${String(feature + 1)}` : `'${name}'`
  const what = Number.isNaN(value) ? 'not a number' : 'infinite'
  return new EngineError(
    'series-not-finite',
    `${called} is ${what} at step ${String(step + 1)} of window ${String(window + 1)}.`.replace(
      /^f/,
      'F',
    ),
    {
      ...(name === undefined ? {} : { column: name }),
      remedy: 'Fill or remove the values that are not numbers before training.',
    },
  )
}
