import { expect } from 'vitest'
import type { NetworkFactory, WeightTensor } from '../../engine/network/network'
import type { ModelSpec } from '../../engine/spec/model-spec'
import { createRandom } from '../../engine/random'
import type { NetworkCase } from './network-cases'
import { randomBatch } from './random-batch'
import { float64Network } from './float64-network'

/** The gradient of a weight tensor as finite differences tell it, or all zeros where it is frozen. */
interface Differences {
  readonly name: string
  readonly values: readonly number[]
}

/**
 * Compares loss and every weight's gradient of each of the networks, as it leaves them pending after one of two
 * accumulated batches, with central finite differences of the float64 network: within 1e-4 of the largest
 * gradient of the tensor, at least a thousandth of the whole.
 */
export async function compareGradients(
  one: NetworkCase,
  factories: readonly NetworkFactory[],
): Promise<void> {
  const spec: ModelSpec = { ...one.spec, accumulation: 2 }
  const shape = { features: one.batch.features ?? 3 }
  const batch = randomBatch(spec, one.batch)
  const networks = await Promise.all(factories.map((create) => create(spec, shape)))
  const start = await startingWeights(networks[0].weights())
  const weights = new Map(start.map(({ name, values }) => [name, Float64Array.from(values)]))
  const reference = float64Network(spec, shape, weights)
  const evaluated = reference.loss(batch, false)
  const trained = reference.loss(batch, true)
  const differences = start.map(({ name }): Differences => {
    const own = weights.get(name)
    if (own === undefined) throw new Error(`no weight ${name}`)
    const values = isFrozen(spec, name)
      ? Array.from(own, () => 0)
      : centralDifferences(own, () => reference.loss(batch, true))
    return { name, values }
  })

  for (const network of networks) {
    network.setWeights(start)
    expect(Math.abs((await network.evaluate(batch)) / evaluated - 1)).toBeLessThan(1e-4)
    const { loss, fault } = await network.trainBatch(batch, 1e-3)
    expect(fault).toBeNull()
    expect(Math.abs(loss / trained - 1)).toBeLessThan(1e-4)
    expectGradients((await network.state()).pending, differences, network.backend)
    network.dispose()
  }
}

/** Weights away from the zeros and ones that they start from. */
async function startingWeights(
  drawn: Promise<readonly WeightTensor[]>,
): Promise<readonly WeightTensor[]> {
  const random = createRandom(5)
  return (await drawn).map((tensor) => ({
    ...tensor,
    values: tensor.values.map((value) => value + 0.3 * random.normal()),
  }))
}

/** ∂loss/∂value of each of the values, which are moved and put back. */
function centralDifferences(values: Float64Array, loss: () => number): number[] {
  return Array.from(values, (kept, i) => {
    const step = 1e-5 * Math.max(1, Math.abs(kept))
    values[i] = kept + step
    const above = loss()
    values[i] = kept - step
    const below = loss()
    values[i] = kept
    return (above - below) / (2 * step)
  })
}

function expectGradients(
  gradients: readonly WeightTensor[],
  differences: readonly Differences[],
  backend: string,
): void {
  const largest = Math.max(...differences.flatMap(({ values }) => values.map(Math.abs)))
  expect(gradients.map(({ name }) => name)).toEqual(differences.map(({ name }) => name))
  gradients.forEach(({ name, values }, index) => {
    const expected = differences[index].values
    const scale = Math.max(...expected.map(Math.abs), largest * 1e-3)
    const off = expected.findIndex((value, i) => !(Math.abs(values[i] - value) < 1e-4 * scale))
    const numbers = `${String(values[off])} for ${String(expected[off])}`
    expect(off, `${backend}: ${name}[${String(off)}] is ${numbers}`).toBe(-1)
  })
}

function isFrozen(spec: ModelSpec, name: string): boolean {
  const match = /^(before|layers)\[(\d+)\]/.exec(name)
  if (match === null) return name.startsWith('skip') && spec.skip?.frozen === true
  return (match[1] === 'before' ? spec.before : spec.layers)[Number(match[2])].frozen
}
