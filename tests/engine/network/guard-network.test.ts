import { describe, expect, it } from 'vitest'
import { guardNetwork } from '../../../engine/network/guard-network'
import type { Network } from '../../../engine/network/network'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import { createFused, createNetwork, randomBatch, smallSpec } from '../../helpers/networks'

const features = 2
const spec = smallSpec()
const batch = randomBatch(spec, features)

/** TensorFlow.js' WASM in place of a device, changed by `spoil`, with the fused kernels beside it. */
async function guarded(
  spoil: (device: Network) => Partial<Network> = () => ({}),
  own: ModelSpec = spec,
): Promise<Network> {
  const device = await createNetwork(own, { features })
  const reference = await createFused(own, { features })
  return guardNetwork({ ...device, ...spoil(device) }, reference, own.input.history * features)
}

async function trainSteps(network: Network, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await network.trainBatch(batch, 0.01)
}

describe('a guarded network', () => {
  it('lets through what the fused kernels confirm, with the numbers of the device', async () => {
    const averaged = smallSpec({ averageDecay: 0.9 })
    const network = await guarded(undefined, averaged)
    const plain = await createNetwork(averaged, { features })
    await trainSteps(network, 12)
    for (let step = 0; step < 12; step++) await plain.trainBatch(batch, 0.01)
    expect(await network.state()).toEqual(await plain.state())
    expect(await network.predict(batch.inputs, batch.size)).toEqual(
      await plain.predict(batch.inputs, batch.size),
    )
    for (const one of [network, plain]) one.dispose()
  })

  // About what 16-bit numbers do.
  const coarse = (value: number): number => value * (1 + 2 ** -8)

  it('refuses the first step of a device with coarse numbers', async () => {
    const network = await guarded((device) => ({
      async trainBatch(...given) {
        const report = await device.trainBatch(...given)
        return { ...report, gradientNorm: coarse(report.gradientNorm) }
      },
    }))
    await expect(trainSteps(network, 1)).rejects.toMatchObject({
      code: 'backend-inexact',
      message: expect.stringContaining("the gradient's norm of step 1") as unknown,
    })
    network.dispose()
  })

  it('refuses a state whose loss it cannot confirm, so that no checkpoint holds it', async () => {
    let evaluations = 0
    const network = await guarded((device) => ({
      // The first comes after the first step; the device breaks later.
      async evaluate(given) {
        evaluations += 1
        const loss = await device.evaluate(given)
        return evaluations > 1 ? coarse(loss) : loss
      },
    }))
    await trainSteps(network, 3)
    await expect(network.state()).rejects.toMatchObject({ code: 'backend-inexact' })
    network.dispose()
  })

  it('refuses predictions that differ', async () => {
    const network = await guarded((device) => ({
      async predict(...given) {
        return (await device.predict(...given)).map((value) => value + 0.01)
      },
    }))
    await expect(network.predict(batch.inputs, batch.size)).rejects.toMatchObject({
      code: 'backend-inexact',
    })
    network.dispose()
  })
})
