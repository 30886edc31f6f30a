import { middleLevel } from '../../network/heads/quantiles-head'
import type { ModelSpec, RecurrentLayer, SkipSpec } from '../../spec/model-spec'

/** What distinguishes one segment-wise network from another. */
export interface SegmentSizes {
  /** Steps of the window; a multiple of `segment`. */
  readonly history: number
  readonly segment: number
  readonly units: number
  readonly horizon: number
}

export type CellKind = RecurrentLayer['kind']

export interface SegmentOptions extends SegmentSizes {
  readonly cell: CellKind
  readonly skip: SkipSpec | null
  /** Ascending. */
  readonly probabilities: readonly number[]
  /** Share of the states dropped that the head takes. */
  readonly dropout: number
  readonly learningRate: number
  readonly headScale: number
  readonly batchSize: number
  /** Whether windows go on through the horizon with what is known of it. */
  readonly goesOn: boolean
  readonly seed: number
}

const medianWeight = 2.6
const outerWeight = 0.6

/**
 * A recurrent layer over segments with parallel decoding (SegRNN, Lin et al. 2023, where it is a GRU): each
 * segment of values and their observed flags goes through a dense layer with ReLU and one cell; from its last
 * state one step for each segment of the horizon, fed a learned position, gives that segment's quantiles. Where
 * something is known of the horizon, its segments are read on instead, each giving its own.
 */
export function segmentSpec(options: SegmentOptions): ModelSpec {
  const { history, segment, units, horizon, probabilities } = options
  const middle = middleLevel(probabilities)
  return {
    version: 1,
    input: { history, segment },
    horizon,
    before: [{ units, activation: 'relu', dropout: 0, frozen: false }],
    layers: [layerOf(options)],
    readout: options.goesOn ? { kind: 'ahead' } : { kind: 'positions', dropout: options.dropout },
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
    batchSize: options.batchSize,
    accumulation: 1,
    averageDecay: 0.99,
    epochs: 1,
    earlyStopping: null,
    seed: options.seed,
  }
}

function layerOf({ cell, units, dropout, goesOn }: SegmentOptions): RecurrentLayer {
  const shape = {
    units,
    dropout: goesOn ? dropout : 0,
    recurrentDropout: 0,
    direction: 'forward',
    residual: false,
    layerNorm: false,
    initialState: 'zero',
    frozen: false,
  } as const
  return cell === 'rnn' ? { ...shape, kind: cell, activation: 'tanh' } : { ...shape, kind: cell }
}
