import { describe, expect, it } from 'vitest'
import {
  diagnoseGradients,
  type GradientDiagnosis,
} from '../../../engine/explain/gradient-diagnosis'
import type { ModelSpec, RecurrentLayer } from '../../../engine/spec/model-spec'
import { defaultLayer } from '../../../engine/spec/default-layer'
import { executors, smallSpec } from '../../helpers/networks'
import { randomBatch } from '../../helpers/random-batch'

const history = 31

/** A real network whose recurrent kernel is `scale` times the identity and whose cells are near linear. */
async function diagnose(
  create: (typeof executors)[number][1],
  layer: RecurrentLayer,
  scale: number,
  changes: Partial<ModelSpec> = {},
): Promise<readonly GradientDiagnosis[]> {
  const spec = smallSpec({ layers: [layer], input: { history, segment: 1 }, ...changes })
  const network = await create(spec, { features: 2 })
  const weights = await network.weights()
  network.setWeights(
    weights.map((weight) => {
      if (!weight.name.startsWith('layers')) return weight
      const [, columns] = weight.shape
      const values = weight.values.map((value, i) => {
        if (!weight.name.endsWith('recurrentKernel')) return value * 1e-3
        return Math.floor(i / columns) === i % columns ? scale : 0
      })
      return { ...weight, values }
    }),
  )
  const flow = await network.gradientFlow(randomBatch(spec, { features: 2 }))
  network.dispose()
  return diagnoseGradients(spec, [flow, flow])
}

describe.each(executors)('diagnoseGradients on a real network: %s', (_, create) => {
  it('sees a SimpleRNN vanish, where and how fast', async () => {
    const [found] = await diagnose(create, defaultLayer('rnn', { units: 5 }), 0.57)
    // 0.57ᵏ falls below a thousandth at k = ln(1000) / -ln(0.57) = 12.3.
    expect(found.kind).toBe('vanishing')
    expect(found.reach).toBe(12)
    expect(found.perStep).toBeCloseTo(0.57, 2)
    expect(found.message).toBe(
      'Gradients of layer 1 (SimpleRNN) vanish (below 0.1 %) beyond about 12 steps: 30 steps back they are ' +
        '0.000000047 times those of the last (× 0.57 a step).',
    )
    expect(found.remedy).toBe('Use LSTM or GRU, or a shorter history.')
  })

  it('sees one explode', async () => {
    const relu = { ...defaultLayer('rnn', { units: 5 }), kind: 'rnn', activation: 'relu' } as const
    const [found] = await diagnose(create, relu, 1.5, { clipNorm: null })
    // 1.5ᵏ passes a thousand at k = ln(1000) / ln(1.5) = 17.04; some units of a ReLU stand still.
    expect(found.kind).toBe('exploding')
    expect(found.reach).toBeGreaterThanOrEqual(16)
    expect(found.reach).toBeLessThanOrEqual(19)
    expect(found.message).toMatch(/explode beyond about 1[6-9] steps/)
    expect(found.remedy).toBe('Use LSTM or GRU, or a shorter history, or set clipNorm to 1.')
  })

  it('finds nothing wrong with gradients that neither shrink nor grow', async () => {
    const [found] = await diagnose(create, defaultLayer('rnn', { units: 5 }), 1)
    expect(found).toMatchObject({ kind: 'healthy', reach: 30, remedy: '' })
  })

  it('is silent where every step has a loss of its own, or two directions mix', async () => {
    const rnn = defaultLayer('rnn', { units: 5 })
    const sequence = { readout: { kind: 'sequence' }, horizon: history } as const
    expect(await diagnose(create, rnn, 0.5, sequence)).toEqual([])
    expect(await diagnose(create, { ...rnn, direction: 'sum' }, 0.5)).toEqual([])
  })
})
