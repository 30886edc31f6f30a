import { middleLevel } from '../../network/heads/quantiles-head'
import type { ModelSpec, SkipSpec } from '../../spec/model-spec'

/** What distinguishes one segment-wise GRU from another. */
export interface SegmentGruSizes {
  /** Steps of the window; a multiple of `segment`. */
  readonly history: number
  readonly segment: number
  readonly units: number
  readonly horizon: number
}

export interface SegmentGruOptions extends SegmentGruSizes {
  readonly skip: SkipSpec | null
  /** Ascending. */
  readonly probabilities: readonly number[]
  /** Share of the decoder's states dropped. */
  readonly dropout: number
  readonly learningRate: number
  readonly headScale: number
  readonly seed: number
}

export const batchSize = 128
const medianWeight = 2.6
const outerWeight = 0.6

/**
 * A GRU over segments with parallel decoding (SegRNN, Lin et al. 2023): each segment of values and their
 * observed flags goes through a dense layer with ReLU and one GRU; from its last state one step for each
 * segment of the horizon, fed a learned position, gives that segment's quantiles.
 */
export function segmentGruSpec(options: SegmentGruOptions): ModelSpec {
  const { history, segment, units, horizon, probabilities } = options
  const middle = middleLevel(probabilities)
  return {
    version: 1,
    input: { history, segment },
    horizon,
    before: [{ units, activation: 'relu', dropout: 0, frozen: false }],
    layers: [
      {
        kind: 'gru',
        units,
        dropout: 0,
        recurrentDropout: 0,
        direction: 'forward',
        residual: false,
        layerNorm: false,
        initialState: 'zero',
        frozen: false,
      },
    ],
    readout: { kind: 'positions', dropout: options.dropout },
    head: {
      kind: 'quantiles',
      levels: probabilities,
      weights: probabilities.map((_, k) => (k === middle ? medianWeight : outerWeight)),
      initialScale: options.headScale,
    },
    skip: options.skip,
    loss: { kind: 'pinball' },
    optimizer: { kind: 'adam', learningRate: options.learningRate, weightDecay: 0 },
    schedule: { kind: 'cosine', warmupSteps: 50, finalShare: 0.02 },
    clipNorm: 1,
    batchSize,
    accumulation: 1,
    averageDecay: 0.99,
    epochs: 1,
    earlyStopping: null,
    seed: options.seed,
  }
}
