import type { ModelSpec } from '../spec/model-spec'

/** The sizes that the data decide and the spec does not. */
export interface NetworkShape {
  /** Input features a step, at least 1. */
  readonly features: number
}

export interface Batch {
  /** Windows in the batch. */
  readonly size: number
  /** `[size, history, features]`, row-major; finite. */
  readonly inputs: Float32Array
  /** `[size, horizon]`, row-major; NaN masks a target out of the loss. */
  readonly targets: Float32Array
}

/** One weight tensor, row-major, in Keras' layout and order: kernel, recurrent kernel, bias, a layer. */
export interface WeightTensor {
  /** Such as `layers[0].recurrentKernel`. */
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** What one training step tells: the loss before the step and the gradient's global norm. */
export interface StepReport {
  readonly loss: number
  /** Before clipping; NaN or Inf here means that training has diverged. */
  readonly gradientNorm: number
}

/**
 * A network that can be trained: the one interface of all executors. Two executors given the same spec,
 * shape and weights compute the same numbers to 1e-4. Owned by who created it, who must dispose it.
 */
export interface Network {
  /** The executor and backend at work, such as `tensorflow-wasm`. */
  readonly backend: string
  readonly parameterCount: number
  /** One step of the spec's optimizer on one batch, at this learning rate. */
  trainBatch(batch: Batch, learningRate: number): Promise<StepReport>
  /** Mean loss over a batch without training, dropout off. */
  evaluate(batch: Batch): Promise<number>
  /** `[size, history, features]` → `[size, horizon]`, dropout off. */
  predict(inputs: Float32Array, size: number): Promise<Float32Array>
  /** Copies of the weights. */
  weights(): Promise<readonly WeightTensor[]>
  /** Replaces all weights; names and shapes must match. */
  setWeights(weights: readonly WeightTensor[]): void
  dispose(): void
}

/** Makes networks of one executor; weights are drawn from the spec's seed. */
export type NetworkFactory = (spec: ModelSpec, shape: NetworkShape) => Promise<Network>
