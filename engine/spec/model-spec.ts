/** A network and its training as data: JSON, versioned, the same for every executor. */
export interface ModelSpec {
  readonly version: 1
  readonly input: InputSpec
  /** Steps forecast at once, at least 1. */
  readonly horizon: number
  /** The recurrent stack, input side first; at least one layer. */
  readonly layers: readonly RecurrentLayer[]
  readonly head: HeadSpec
  readonly loss: 'mse' | 'mae' | 'huber'
  readonly optimizer: OptimizerSpec
  /** Largest global norm of the gradient; larger ones are scaled down to it. Above 0. */
  readonly clipNorm: number
  readonly batchSize: number
  /** Most epochs; early stopping may end sooner. */
  readonly epochs: number
  readonly earlyStopping: EarlyStoppingSpec | null
  /** Unsigned 32-bit seed of initial weights, dropout and batch order. */
  readonly seed: number
}

export interface InputSpec {
  /** Steps of the past that one window shows the network (the lookback), at least 1. */
  readonly history: number
}

interface RecurrentLayerBase {
  /** Size of the hidden state, at least 1. */
  readonly units: number
  /** Share of this layer's outputs dropped while training, in [0, 1); the same ones at all time steps. */
  readonly dropout: number
}

/** h_t = σ(x_t W_x + h_{t-1} W_h + b) with σ the activation (Elman 1990). */
export interface SimpleRnnLayer extends RecurrentLayerBase {
  readonly kind: 'rnn'
  readonly activation: 'tanh' | 'relu'
}

/** Long short-term memory (Hochreiter & Schmidhuber 1997, with forget gate: Gers et al. 2000). */
export interface LstmLayer extends RecurrentLayerBase {
  readonly kind: 'lstm'
}

/** Gated recurrent unit, reset after the matrix product, as cuDNN and PyTorch do (Cho et al. 2014). */
export interface GruLayer extends RecurrentLayerBase {
  readonly kind: 'gru'
}

export type RecurrentLayer = SimpleRnnLayer | LstmLayer | GruLayer
export type CellKind = RecurrentLayer['kind']

/** A dense layer from the last hidden state to one value per step ahead. */
export interface HeadSpec {
  readonly kind: 'point'
}

/** Adam (Kingma & Ba 2015) with β₁ 0.9, β₂ 0.999, ε 1e-7. */
export interface OptimizerSpec {
  readonly kind: 'adam'
  readonly learningRate: number
}

export interface EarlyStoppingSpec {
  /** Epochs without a better validation loss before training stops; the best weights are kept. */
  readonly patience: number
}
