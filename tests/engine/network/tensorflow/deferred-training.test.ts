import { memory } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import type { Batch, DeferredTraining, Network } from '../../../../engine/network/network'
import { createTensorflowNetwork } from '../../../../engine/network/tensorflow/tensorflow-network'
import type { ModelSpec } from '../../../../engine/spec/model-spec'
import { createNetwork, randomBatch, smallSpec } from '../../../helpers/networks'

/** A network that defers, on the WASM backend, by a clock that goes on by `stepMs` with every look at it. */
async function deferring(
  spec: ModelSpec,
  stepMs = 1,
): Promise<Network & { readonly deferred: DeferredTraining }> {
  const plain = await createNetwork(spec, { features: 2 })
  plain.dispose()
  let time = 0
  const now = (): number => (time += stepMs)
  const network = createTensorflowNetwork(
    spec,
    { features: 2 },
    { backend: 'tested', memoryLimit: 2 ** 30, now },
  )
  const { deferred } = network
  if (deferred === undefined) throw new Error('The network does not defer.')
  return { ...network, deferred }
}

/** Overflows after a few steps. */
const breaking = smallSpec({
  layers: [{ ...smallSpec().layers[0], kind: 'rnn', activation: 'relu' }],
  optimizer: { kind: 'sgd', momentum: 0, learningRate: 1e6, weightDecay: 0 },
})

function batches(spec: ModelSpec, count: number): Batch[] {
  return Array.from({ length: count }, (_, seed) => randomBatch(spec, 2, { seed }))
}

describe('deferred training', () => {
  it('reports the numbers of waiting for each step, from batches in one buffer', async () => {
    const spec = smallSpec()
    const [network, plain] = [await deferring(spec), await createNetwork(spec, { features: 2 })]
    const shared = randomBatch(spec, 2)
    const reports = []
    for (const { inputs, targets } of batches(spec, 20)) {
      shared.inputs.set(inputs)
      shared.targets.set(targets)
      reports.push(...(await network.deferred.step(shared, 0.01)))
    }
    expect(reports.length).toBeLessThan(20)
    reports.push(...(await network.deferred.flush()))
    const expected = []
    for (const batch of batches(spec, 20)) expected.push(await plain.trainBatch(batch, 0.01))
    expect(reports).toEqual(expected)
    expect(await network.state()).toEqual(await plain.state())
    for (const one of [network, plain]) one.dispose()
  })

  it('names the fault, and undoes all from its step on, as if each had been waited for', async () => {
    const [network, plain] = [
      await deferring(breaking),
      await createNetwork(breaking, { features: 2 }),
    ]
    const expected = []
    for (const batch of batches(breaking, 40)) {
      expected.push(await plain.trainBatch(batch, 1e6))
      if (expected.at(-1)?.fault !== null) break
    }
    expect(expected.at(-1)?.fault).toMatchObject({ layer: expect.any(String) as unknown })
    const reports = []
    for (const batch of batches(breaking, 40)) {
      reports.push(...(await network.deferred.step(batch, 1e6)))
      if (reports.some(({ fault }) => fault !== null)) break
    }
    reports.push(...(await network.deferred.flush()))
    expect(reports).toEqual(expected)
    expect(await network.state()).toEqual(await plain.state())
    for (const one of [network, plain]) one.dispose()
  })

  it('reads about ten times a second of its clock, whatever a step takes', async () => {
    const network = await deferring(smallSpec(), 60)
    // The clock is looked at when steps begin and when they are read, so each reading takes 60 ms.
    const together: number[] = []
    for (const batch of batches(smallSpec(), 30)) {
      const { length } = await network.deferred.step(batch, 0.01)
      if (length > 0) together.push(length)
    }
    expect(together.slice(0, 5)).toEqual([1, 1, 1, 1, 1])
    network.dispose()
  })

  it('forgets steps that were not read when it gets new weights', async () => {
    const before = memory().numTensors
    const network = await deferring(smallSpec())
    const weights = await network.weights()
    for (const batch of batches(smallSpec(), 5)) await network.deferred.step(batch, 0.01)
    network.setWeights(weights)
    expect(await network.deferred.flush()).toEqual([])
    expect(await network.weights()).toEqual(weights)
    network.dispose()
    expect(memory().numTensors).toBe(before)
  })

  it('is not offered where gradients add up over batches', async () => {
    await expect(deferring(smallSpec({ accumulation: 2 }))).rejects.toThrow('does not defer')
  })
})
