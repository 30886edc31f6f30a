import { describe, expect, it } from 'vitest'
import { stepRate, trainSteps } from '../../../../engine/forecast/recurrent/train-steps'
import { createFusedNetwork } from '../../../../engine/network/fused/fused-network'
import { readKernelBuilds } from '../../../helpers/kernel-builds'
import { networkSpec } from '../../../helpers/network-spec'
import { randomBatch } from '../../../helpers/random-batch'

const schedule = { kind: 'cosine', warmupSteps: 50, finalShare: 0.02 } as const
const spec = networkSpec({ schedule })

describe('stepRate', () => {
  it('rises in a line, then falls by half a cosine to its final share', () => {
    const rate = stepRate(spec, 1001)
    const full = spec.optimizer.learningRate
    expect(rate(0)).toBeCloseTo(full / 50, 12)
    expect(rate(49)).toBeCloseTo(full, 12)
    expect(rate(525)).toBeCloseTo(full * 0.51, 12)
    expect(rate(1000)).toBeCloseTo(full * 0.02, 12)
  })

  it('warms up for a tenth of a short training', () => {
    expect(stepRate(spec, 20)(1)).toBeCloseTo(spec.optimizer.learningRate, 12)
  })
})

describe('trainSteps', () => {
  const options = { builds: readKernelBuilds(), threads: 1 }
  const host = { signal: { aborted: false }, pause: () => Promise.resolve() }

  it('stops when it is cancelled', async () => {
    const network = await createFusedNetwork(spec, { features: 2 }, options)
    const signal = { aborted: false }
    let steps = 0
    const next = () => {
      steps += 1
      signal.aborted = steps === 3
      return randomBatch(spec, { features: 2 })
    }
    await expect(trainSteps(network, spec, 10, next, { ...host, signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(steps).toBe(3)
    network.dispose()
  })

  it('names the layer where numbers stopped', async () => {
    const network = await createFusedNetwork(spec, { features: 2 }, options)
    const batch = randomBatch(spec, { features: 2 })
    batch.inputs[3] = Infinity
    await expect(trainSteps(network, spec, 10, () => batch, host)).rejects.toMatchObject({
      code: 'training-diverged',
      message: expect.stringContaining('step 1 of 10') as string,
    })
    network.dispose()
  })
})
