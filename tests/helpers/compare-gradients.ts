import { expect } from 'vitest'
import { createFusedNetwork } from '../../engine/network/fused/fused-network'
import type { NetworkFactory } from '../../engine/network/network'
import type { ModelSpec } from '../../engine/spec/model-spec'
import { createRandom } from '../../engine/random'
import { randomBatch, type BatchOptions } from './random-batch'
import { float64Network } from './float64-network'
import { readKernelBuilds } from './kernel-builds'

/**
 * Compares a network's loss and every weight's gradient (the fused one's, if no other is given), as it leaves
 * them pending after one of two accumulated batches, with central finite differences of the float64 network. Relative to the largest
 * gradient of the tensor, at least a thousandth of the whole.
 */
export async function compareGradients(
  given: ModelSpec,
  options: BatchOptions = {},
  tolerance = 1e-4,
  create: NetworkFactory = (spec, shape) =>
    createFusedNetwork(spec, shape, { builds: readKernelBuilds(), threads: 1 }),
): Promise<void> {
  const spec: ModelSpec = { ...given, accumulation: 2 }
  const shape = { features: options.features ?? 3 }
  const batch = randomBatch(spec, options)
  const network = await create(spec, shape)
  // Weights away from the zeros and ones that they start from.
  const random = createRandom(5)
  const start = (await network.weights()).map((tensor) => ({
    ...tensor,
    values: tensor.values.map((value) => value + 0.3 * random.normal()),
  }))
  network.setWeights(start)
  const weights = new Map(start.map(({ name, values }) => [name, Float64Array.from(values)]))
  const reference = float64Network(spec, shape, weights)

  const evaluated = await network.evaluate(batch)
  expect(Math.abs(evaluated / reference.loss(batch, false) - 1)).toBeLessThan(1e-4)
  const { loss, fault } = await network.trainBatch(batch, 1e-3)
  expect(fault).toBeNull()
  expect(Math.abs(loss / reference.loss(batch, true) - 1)).toBeLessThan(1e-4)

  const { pending } = await network.state()
  const pairs = pending.map(({ name, values }) => {
    const own = weights.get(name)
    if (own === undefined) throw new Error(`no weight ${name}`)
    const frozen = isFrozen(spec, name)
    const differences = Array.from(values, (_, i) => {
      if (frozen) return 0
      const step = 1e-5 * Math.max(1, Math.abs(own[i]))
      const kept = own[i]
      own[i] = kept + step
      const above = reference.loss(batch, true)
      own[i] = kept - step
      const below = reference.loss(batch, true)
      own[i] = kept
      return (above - below) / (2 * step)
    })
    return { name, values, differences }
  })
  const largest = Math.max(...pairs.flatMap(({ differences }) => differences.map(Math.abs)))
  for (const { name, values, differences } of pairs) {
    const scale = Math.max(...differences.map(Math.abs), largest * 1e-3)
    differences.forEach((expected, i) => {
      expect(
        Math.abs(values[i] - expected) / scale,
        `${name}[${String(i)}] ${String(values[i])} for ${String(expected)}`,
      ).toBeLessThan(tolerance)
    })
  }
  network.dispose()
}

function isFrozen(spec: ModelSpec, name: string): boolean {
  const match = /^(before|layers)\[(\d+)\]/.exec(name)
  if (match === null) return name.startsWith('skip') && spec.skip?.frozen === true
  return (match[1] === 'before' ? spec.before : spec.layers)[Number(match[2])].frozen
}
