import { describe, it, vi } from 'vitest'
import { compareGradients } from '../../../helpers/compare-gradients'
import { layer, networkSpec } from '../../../helpers/network-spec'

// Finite differences of every weight take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

describe('the gradients of the fused cells', () => {
  for (const kind of ['rnn', 'lstm', 'gru'] as const) {
    it(`match finite differences: ${kind}`, async () => {
      await compareGradients(networkSpec({ layers: [layer(kind, 5)] }))
    })

    it(`match over shards, two layers and a masked target: ${kind}`, async () => {
      const layers = [layer(kind, 3), layer(kind, 5)]
      const spec = networkSpec({ layers, batchSize: 21, input: { history: 3, segment: 1 } })
      await compareGradients(spec, { size: 19, masked: true, weighted: true })
    })

    it(`match with one feature and one step: ${kind}`, async () => {
      const input = { history: 1, segment: 1 }
      await compareGradients(networkSpec({ layers: [layer(kind, 3)], input, horizon: 1 }), {
        features: 1,
        size: 1,
      })
    })
  }

  it('match for a ReLU network', async () => {
    await compareGradients(networkSpec({ layers: [layer('rnn', 7, { activation: 'relu' })] }))
  })
})

describe('the gradients of sequences of different length', () => {
  for (const kind of ['rnn', 'lstm', 'gru'] as const) {
    it(`match without gradient through padding: ${kind}`, async () => {
      const layers = [layer(kind, 5), layer(kind, 6)]
      await compareGradients(networkSpec({ layers }), { lengths: [7, 3, 1, 6, 4] })
    })
  }
})

describe('the gradients under dropout', () => {
  for (const kind of ['rnn', 'lstm', 'gru'] as const) {
    it(`match with both masks: ${kind}`, async () => {
      const layers = [
        layer(kind, 5, { dropout: 0.3, recurrentDropout: 0.4 }),
        layer(kind, 6, { dropout: 0.5, recurrentDropout: 0.2 }),
      ]
      await compareGradients(networkSpec({ layers }), { lengths: [7, 3, 7, 6, 4] })
    })
  }
})

describe('the gradients of heads and losses', () => {
  const point = { kind: 'point', initialScale: 1 } as const
  const heads = [
    [point, { kind: 'mae' }],
    [point, { kind: 'huber', delta: 0.7 }],
    [
      {
        kind: 'quantiles',
        initialScale: 1,
        levels: [0.1, 0.3, 0.5, 0.8, 0.9],
        weights: [0.6, 1, 2.6, 1, 0.4],
      },
      { kind: 'pinball' },
    ],
    [
      { kind: 'quantiles', initialScale: 1, levels: [0.1, 0.9], weights: [1, 1] },
      { kind: 'pinball' },
    ],
    [{ kind: 'gaussian', initialScale: 1 }, { kind: 'likelihood' }],
    [{ kind: 'student-t', initialScale: 1 }, { kind: 'likelihood' }],
    [{ kind: 'classes', initialScale: 1, count: 5 }, { kind: 'cross-entropy' }],
  ] as const
  for (const [head, loss] of heads) {
    it(`match: ${head.kind} with ${loss.kind}`, async () => {
      await compareGradients(networkSpec({ head, loss, layers: [layer('gru', 4)] }), {
        masked: true,
        weighted: true,
      })
    })
  }
})

describe('the gradients of readouts', () => {
  for (const kind of ['rnn', 'lstm', 'gru'] as const) {
    it(`match for a sequence: ${kind}`, async () => {
      const spec = networkSpec({
        layers: [layer(kind, 5)],
        readout: { kind: 'sequence' },
        horizon: 7,
      })
      await compareGradients(spec, { lengths: [7, 3, 5, 6, 7], masked: true })
    })

    it(`match for positions: ${kind}`, async () => {
      const spec = networkSpec({
        layers: [layer(kind, 5, { recurrentDropout: 0.3 })],
        input: { history: 6, segment: 2 },
        before: [{ units: 7, activation: 'relu', dropout: 0.2, frozen: false }],
        readout: { kind: 'positions', dropout: 0.3 },
        horizon: 5,
        skip: { initial: { kind: 'zero' }, learningRateFactor: 0.3, frozen: false },
      })
      await compareGradients(spec, { masked: true })
    })

    it(`match for a decoder: ${kind}`, async () => {
      const spec = networkSpec({
        layers: [layer(kind, 4), layer(kind, 5, { dropout: 0.2, recurrentDropout: 0.3 })],
        readout: { kind: 'decoder', teacherForcing: false },
        horizon: 4,
        skip: { initial: { kind: 'zero' }, learningRateFactor: 0.3, frozen: false },
        head: { kind: 'gaussian', initialScale: 1 },
        loss: { kind: 'likelihood' },
      })
      await compareGradients(spec, { lengths: [7, 3, 5, 6, 7] })
    })
  }

  it('match for a decoder with teacher forcing, some targets missing', async () => {
    const readout = { kind: 'decoder', teacherForcing: true } as const
    await compareGradients(networkSpec({ readout, horizon: 5 }), { masked: true })
  })
})

describe('the gradients of what layers may add', () => {
  for (const kind of ['rnn', 'lstm', 'gru'] as const) {
    for (const direction of ['concat', 'sum'] as const) {
      it(`match in two directions, ${direction}: ${kind}`, async () => {
        const layers = [layer(kind, 5, { direction }), layer(kind, 3, { direction, dropout: 0.2 })]
        await compareGradients(networkSpec({ layers }), { lengths: [7, 3, 5, 6, 1] })
      })
    }

    it(`match with residual, norm and learned state: ${kind}`, async () => {
      const changes = { layerNorm: true, initialState: 'learned' } as const
      const layers = [
        layer(kind, 6, changes),
        layer(kind, 6, { ...changes, residual: true, recurrentDropout: 0.3 }),
      ]
      await compareGradients(networkSpec({ layers }), { lengths: [7, 3, 5, 6, 1] })
    })

    it(`match with all of it on every step: ${kind}`, async () => {
      const changes = {
        layerNorm: true,
        initialState: 'learned',
        residual: true,
        dropout: 0.2,
      } as const
      const before = [
        { units: 6, activation: 'tanh', dropout: 0.3, frozen: false },
        { units: 6, activation: 'linear', dropout: 0, frozen: true },
      ] as const
      const layers = [
        layer(kind, 6, { ...changes, direction: 'sum' }),
        layer(kind, 3, { ...changes, direction: 'concat' }),
      ]
      const spec = networkSpec({ layers, before, readout: { kind: 'sequence' }, horizon: 7 })
      await compareGradients(spec, { lengths: [7, 3, 5, 6, 1] })
    })
  }

  it('match below a frozen layer', async () => {
    const layers = [
      layer('gru', 5),
      layer('gru', 4, { frozen: true, layerNorm: true, initialState: 'learned' }),
    ]
    await compareGradients(networkSpec({ layers }))
  })
})
