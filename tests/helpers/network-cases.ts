import { defaultLayer } from '../../engine/spec/default-layer'
import type { CellKind, HeadSpec, LossSpec, ModelSpec } from '../../engine/spec/model-spec'
import type { BatchOptions } from './random-batch'
import { networkSpec } from './network-spec'

export interface NetworkCase {
  readonly name: string
  readonly spec: ModelSpec
  readonly batch: BatchOptions
}

const cells: readonly CellKind[] = ['rnn', 'lstm', 'gru']
const point = { kind: 'point', initialScale: 1 } as const
const skip = { initial: { kind: 'zero' }, learningRateFactor: 0.3, frozen: false } as const
/** Steps of a window; short, since TensorFlow.js takes a millisecond for each of a step's many operations. */
const history = 3
const lengths = [3, 2, 3, 1, 2]

const heads: readonly (readonly [HeadSpec, LossSpec])[] = [
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
    { kind: 'quantiles', initialScale: 0.5, levels: [0.1, 0.9], weights: [1, 1] },
    { kind: 'pinball' },
  ],
  [{ kind: 'gaussian', initialScale: 1 }, { kind: 'likelihood' }],
  [{ kind: 'student-t', initialScale: 1 }, { kind: 'likelihood' }],
  [{ kind: 'classes', initialScale: 1, count: 5 }, { kind: 'cross-entropy' }],
]

const make = (
  name: string,
  changes: Partial<ModelSpec>,
  batch: BatchOptions = {},
): NetworkCase => ({
  name,
  spec: networkSpec({ input: { history, segment: 1 }, ...changes }),
  batch,
})

/** Every feature that a spec can name at least once, on sizes that are no multiples of 4. */
export const networkCases: readonly NetworkCase[] = [
  ...cells.flatMap((kind) => [
    make(
      `${kind}, two layers, masked and weighted targets`,
      {
        layers: [defaultLayer(kind, { units: 3 }), defaultLayer(kind, { units: 6 })],
      },
      { masked: true, weighted: true },
    ),
    make(
      `${kind}, several shards, the last one not full`,
      {
        layers: [defaultLayer(kind, { units: 3 }), defaultLayer(kind, { units: 5 })],
        batchSize: 21,
        input: { history: 3, segment: 1 },
      },
      {
        size: 19,
        masked: true,
        weighted: true,
        lengths: Array.from({ length: 19 }, (_, row) => 1 + (row % 3)),
      },
    ),
    make(
      `${kind}, one of everything`,
      {
        layers: [defaultLayer(kind, { units: 1 })],
        input: { history: 1, segment: 1 },
        horizon: 1,
      },
      { size: 1, features: 1 },
    ),
    make(
      `${kind}, lengths and both dropouts`,
      {
        layers: [
          defaultLayer(kind, { units: 5, dropout: 0.3, recurrentDropout: 0.4 }),
          defaultLayer(kind, { units: 6, dropout: 0.5, recurrentDropout: 0.2 }),
        ],
      },
      { lengths },
    ),
    make(
      `${kind}, both directions, concatenated below added`,
      {
        layers: [
          defaultLayer(kind, { units: 5, direction: 'concat' }),
          defaultLayer(kind, { units: 3, direction: 'sum', dropout: 0.2 }),
        ],
      },
      { lengths },
    ),
    make(
      `${kind}, residual, norm and learned state`,
      {
        layers: [
          defaultLayer(kind, { units: 6, layerNorm: true, initialState: 'learned' }),
          defaultLayer(kind, {
            units: 6,
            layerNorm: true,
            initialState: 'learned',
            residual: true,
            recurrentDropout: 0.3,
          }),
        ],
      },
      { lengths },
    ),
    make(
      `${kind}, everything on every step`,
      {
        before: [
          { units: 6, activation: 'tanh', dropout: 0.3, frozen: false },
          { units: 6, activation: 'linear', dropout: 0, frozen: true },
        ],
        layers: [
          defaultLayer(kind, {
            units: 6,
            layerNorm: true,
            initialState: 'learned',
            residual: true,
            dropout: 0.2,
            direction: 'sum',
          }),
          defaultLayer(kind, {
            units: 3,
            layerNorm: true,
            initialState: 'learned',
            residual: true,
            dropout: 0.2,
            direction: 'concat',
          }),
        ],
        readout: { kind: 'sequence' },
        horizon: history,
      },
      { lengths, masked: true },
    ),
    make(
      `${kind}, positions on segments with a skip`,
      {
        layers: [defaultLayer(kind, { units: 5, recurrentDropout: 0.3 })],
        input: { history: 6, segment: 2 },
        before: [{ units: 7, activation: 'relu', dropout: 0.2, frozen: false }],
        readout: { kind: 'positions', dropout: 0.3 },
        horizon: 5,
        skip,
      },
      { masked: true, lengths: [6, 3, 5, 4, 1] },
    ),
    make(
      `${kind}, decoder with a skip`,
      {
        layers: [
          defaultLayer(kind, { units: 4 }),
          defaultLayer(kind, { units: 5, dropout: 0.2, recurrentDropout: 0.3 }),
        ],
        readout: { kind: 'decoder', teacherForcing: false },
        horizon: 4,
        skip,
        head: { kind: 'gaussian', initialScale: 1 },
        loss: { kind: 'likelihood' },
      },
      { lengths },
    ),
  ]),
  make('rnn with ReLU', {
    layers: [{ ...defaultLayer('rnn', { units: 7 }), kind: 'rnn', activation: 'relu' }],
  }),
  make(
    'decoder with teacher forcing',
    {
      readout: { kind: 'decoder', teacherForcing: true },
      horizon: 5,
    },
    { masked: true },
  ),
  make(
    'read on through the horizon on segments with a skip',
    {
      layers: [
        defaultLayer('gru', { units: 2, direction: 'concat', dropout: 0.2 }),
        defaultLayer('gru', { units: 3, layerNorm: true, recurrentDropout: 0.3, dropout: 0.2 }),
      ],
      input: { history: 4, segment: 2 },
      before: [{ units: 3, activation: 'tanh', dropout: 0.2, frozen: false }],
      readout: { kind: 'ahead' },
      horizon: 3,
      skip,
    },
    { masked: true },
  ),
  make('a frozen layer above a trained one', {
    layers: [
      defaultLayer('gru', { units: 5 }),
      defaultLayer('gru', { units: 4, frozen: true, layerNorm: true, initialState: 'learned' }),
    ],
  }),
  make('a frozen skip', {
    skip: { ...skip, frozen: true, initial: { kind: 'seasonal-naive', season: 3 } },
  }),
  ...heads.map(([head, loss]) =>
    make(
      `${head.kind} with ${loss.kind}`,
      {
        head,
        loss,
        layers: [defaultLayer('gru', { units: 4 })],
      },
      { masked: true, weighted: true },
    ),
  ),
]
