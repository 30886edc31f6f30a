import { describe, expect, it } from 'vitest'
import { createFusedNetwork } from '../../../../engine/network/fused/fused-network'
import type { GradientFlow } from '../../../../engine/network/network'
import type { RecurrentLayer } from '../../../../engine/spec/model-spec'
import { randomBatch } from '../../../helpers/random-batch'
import { readKernelBuilds } from '../../../helpers/kernel-builds'
import { layer, networkSpec } from '../../../helpers/network-spec'

const history = 20

/** The flow of a one-layer network whose recurrent kernel is `scale` times the identity. */
async function flowOf(
  kind: RecurrentLayer['kind'],
  scale: number,
  lengths?: number[],
): Promise<GradientFlow> {
  const spec = networkSpec({
    layers: [layer(kind, 4)],
    input: { history, segment: 1 },
    batchSize: 8,
  })
  const network = await createFusedNetwork(
    spec,
    { features: 3 },
    { builds: readKernelBuilds(), threads: 1 },
  )
  const weights = await network.weights()
  network.setWeights(
    weights.map((tensor) => {
      const values = tensor.values.map((value) => value * 1e-4)
      if (tensor.name.endsWith('recurrentKernel'))
        for (let u = 0; u < 4; u++) values[u * 4 + u] = scale
      return { ...tensor, values: tensor.name.startsWith('head') ? tensor.values : values }
    }),
  )
  return network.gradientFlow(
    randomBatch(spec, { size: 8, ...(lengths === undefined ? {} : { lengths }) }),
  )
}

describe('the flow of the gradient', () => {
  it('shrinks and grows with the recurrent kernel, step by step', async () => {
    for (const scale of [0.5, 1.2]) {
      const { layers } = await flowOf('rnn', scale)
      const { norms } = layers[0]
      expect(norms).toHaveLength(history)
      for (let t = 1; t < history; t++) expect(norms[t - 1] / norms[t]).toBeCloseTo(scale, 1)
    }
  })

  it('counts no step past the end of a sequence', async () => {
    const { layers } = await flowOf('rnn', 0.5, Array<number>(8).fill(12))
    const { norms } = layers[0]
    for (let t = 12; t < history; t++) expect(norms[t]).toBe(0)
    expect(norms[10] / norms[11]).toBeCloseTo(0.5, 1)
  })

  it('counts saturated gates', async () => {
    const spec = networkSpec({ layers: [layer('gru', 4)], batchSize: 8 })
    const network = await createFusedNetwork(
      spec,
      { features: 3 },
      { builds: readKernelBuilds(), threads: 1 },
    )
    const batch = randomBatch(spec, { size: 7 })
    expect((await network.gradientFlow(batch)).layers[0].saturation).toBeLessThan(0.2)
    const weights = await network.weights()
    const pushed = weights.map((tensor) =>
      tensor.name === 'layers[0].bias'
        ? { ...tensor, values: tensor.values.map(() => 30) }
        : tensor,
    )
    network.setWeights(pushed)
    expect((await network.gradientFlow(batch)).layers[0].saturation).toBe(1)
  })

  it('changes nothing', async () => {
    const spec = networkSpec()
    const network = await createFusedNetwork(
      spec,
      { features: 3 },
      { builds: readKernelBuilds(), threads: 1 },
    )
    const before = await network.state()
    await network.gradientFlow(randomBatch(spec))
    expect(await network.state()).toEqual(before)
  })
})
