/** A network and its training as data: JSON, versioned, the same for every executor. */
export interface ModelSpec {
  readonly version: 1
  readonly input: InputSpec
  /** Steps forecast at once, at least 1; with the `sequence` readout, the steps of the stack. */
  readonly horizon: number
  /** Layers applied to every step alike before the recurrent stack; may be empty. */
  readonly before: readonly DenseLayer[]
  /** The recurrent stack, input side first; at least one layer. */
  readonly layers: readonly RecurrentLayer[]
  readonly readout: ReadoutSpec
  readonly head: HeadSpec
  /** A linear map from the window's first feature straight to the outputs; null for none. */
  readonly skip: SkipSpec | null
  readonly loss: LossSpec
  readonly optimizer: OptimizerSpec
  readonly schedule: ScheduleSpec
  /** Largest global norm of the gradient; larger ones are scaled down to it. Above 0; null for none. */
  readonly clipNorm: number | null
  readonly batchSize: number
  /** Batches whose gradients are averaged before one step of the optimizer, at least 1. */
  readonly accumulation: number
  /** Decay of the moving average of the weights that predictions use, in (0, 1); null for none. */
  readonly averageDecay: number | null
  /** Most epochs; early stopping may end sooner. */
  readonly epochs: number
  readonly earlyStopping: EarlyStoppingSpec | null
  /** Unsigned 32-bit seed of initial weights, dropout and batch order. */
  readonly seed: number
  /** What forecasts and their bands keep to, in the target's unit; no bounds when not given. */
  readonly bounds?: Bounds
}

/** What a quantity cannot leave: stock is never below 0, a hall never above its seats. */
export interface Bounds {
  readonly least?: number
  readonly most?: number
  /** The lower bound, or that there is none, is what the data suggest: a fold asks the rows before its origin. */
  readonly automatic?: boolean
}

export interface InputSpec {
  /** Steps of the past that one window shows the network (the lookback), at least 1. */
  readonly history: number
  /** Steps joined into one step of the stack (SegRNN, Lin et al. 2023); divides `history`; 1 for none. */
  readonly segment: number
}

/** y = σ(x W + b), the same weights on every step. */
export interface DenseLayer {
  readonly units: number
  readonly activation: 'linear' | 'relu' | 'tanh'
  /** Share of this layer's outputs dropped while training, in [0, 1). */
  readonly dropout: number
  /** Frozen weights are not trained. */
  readonly frozen: boolean
}

interface RecurrentLayerBase {
  /** Size of the hidden state of one direction, at least 1. */
  readonly units: number
  /** Share of this layer's outputs dropped while training, in [0, 1); the same ones at all time steps. */
  readonly dropout: number
  /** Share of h_{t-1} dropped, one mask a sequence (Gal & Ghahramani 2016), in [0, 1). */
  readonly recurrentDropout: number
  /** `concat` and `sum` run a second cell from the last step to the first and join the two. */
  readonly direction: 'forward' | 'concat' | 'sum'
  /** Adds the layer's input to its output; the widths must be equal. */
  readonly residual: boolean
  /** Normalises the layer's output over its features, with gain and offset (Ba et al. 2016). */
  readonly layerNorm: boolean
  readonly initialState: 'zero' | 'learned'
  readonly frozen: boolean
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

/** How the states of the stack become the outputs of `horizon` steps. */
export type ReadoutSpec =
  /** A dense head on the last state gives all steps at once. */
  | { readonly kind: 'last' }
  /** A dense head on every state: many to many. */
  | { readonly kind: 'sequence' }
  /**
   * Encoder and decoder (Sutskever et al. 2014): the last layer's cell continues from its last state and
   * feeds back its own location output; with teacher forcing, the true value while training.
   */
  | { readonly kind: 'decoder'; readonly teacherForcing: boolean }
  /**
   * Parallel decoding (SegRNN): for each of ceil(horizon / segment) pieces one step of the last layer's
   * cell from its last state, fed a learned position vector; the head gives `segment` steps of each.
   */
  | { readonly kind: 'positions'; readonly dropout: number }
  /**
   * The stack reads on through the horizon, shown what is known of its steps; a dense head on each of those
   * states gives its own step, or the steps of its segment. Windows go on past their history as far.
   */
  | { readonly kind: 'ahead' }

interface HeadBase {
  /** Factor on the head's initial weights, above 0; small with a skip, 1 otherwise. */
  readonly initialScale: number
}

export type HeadSpec =
  | (HeadBase & { readonly kind: 'point' })
  /** Ascending levels in (0, 1). Never crossing: the middle level, plus and minus cumulated softplus steps. */
  | (HeadBase & {
      readonly kind: 'quantiles'
      readonly levels: readonly number[]
      /** Weight of each level in the loss, above 0. */
      readonly weights: readonly number[]
    })
  /** Mean and standard deviation (softplus). */
  | (HeadBase & { readonly kind: 'gaussian' })
  /** Location, scale (softplus) and degrees of freedom (2 + softplus). */
  | (HeadBase & { readonly kind: 'student-t' })
  /** Probabilities of `count` classes (softmax); targets are class indices. */
  | (HeadBase & { readonly kind: 'classes'; readonly count: number })

export interface SkipSpec {
  readonly initial:
    | { readonly kind: 'zero' }
    /** Each step ahead starts as the value one season (whole seasons) before it. */
    | { readonly kind: 'seasonal-naive'; readonly season: number }
    /** `[history, horizon]`, row-major. */
    | { readonly kind: 'weights'; readonly values: readonly number[] }
  /** Factor on the learning rate for these weights, above 0. */
  readonly learningRateFactor: number
  readonly frozen: boolean
}

/** `pinball` goes with quantiles, `likelihood` with gaussian and student-t, `cross-entropy` with classes. */
export type LossSpec =
  | { readonly kind: 'mse' }
  | { readonly kind: 'mae' }
  | { readonly kind: 'huber'; readonly delta: number }
  | { readonly kind: 'pinball' }
  | { readonly kind: 'likelihood' }
  | { readonly kind: 'cross-entropy' }

interface OptimizerBase {
  readonly learningRate: number
  /** L2 added to the gradient; `adamw` decays the weights themselves. At least 0; biases are left alone. */
  readonly weightDecay: number
}

export type OptimizerSpec =
  | (OptimizerBase & { readonly kind: 'sgd'; readonly momentum: number })
  /** Hinton's lecture 6e, ρ 0.9, ε 1e-7. */
  | (OptimizerBase & { readonly kind: 'rmsprop' })
  /** Kingma & Ba 2015: β₁ 0.9, β₂ 0.999, ε 1e-7. */
  | (OptimizerBase & { readonly kind: 'adam' })
  /** Loshchilov & Hutter 2019: decay apart from the gradient. */
  | (OptimizerBase & { readonly kind: 'adamw' })

export type ScheduleSpec =
  | { readonly kind: 'constant' }
  /** Linear warm-up over `warmupSteps`, then half a cosine down to `finalShare` of the rate at the last step. */
  | { readonly kind: 'cosine'; readonly warmupSteps: number; readonly finalShare: number }
  /** Times `factor` after `patience` epochs without a better validation loss, never below `finalShare`. */
  | {
      readonly kind: 'plateau'
      readonly factor: number
      readonly patience: number
      readonly finalShare: number
    }

export interface EarlyStoppingSpec {
  /** Epochs without a better validation loss before training stops; the best weights are kept. */
  readonly patience: number
}
