import type { ModelSpec } from '../spec/model-spec'
import type { NetworkShape } from '../spec/network-sizes'

export type { NetworkShape }

export interface Batch {
  /** Windows in the batch. */
  readonly size: number
  /** `[size, steps, features]` with the steps of `windowSteps`, row-major; finite. */
  readonly inputs: Float32Array
  /** `[size, horizon]`, row-major; NaN masks a target out of the loss; class indices for `classes`. */
  readonly targets: Float32Array
  /** `[size]`: valid steps of each sequence, from the first; the rest is padding. All of them if absent. */
  readonly lengths?: Uint32Array
  /** `[size]`: factor on each window's loss; 1 if absent. */
  readonly sampleWeights?: Float32Array
}

/** One weight tensor, row-major, in Keras' layout and order: kernel, recurrent kernel, bias, a layer. */
export interface WeightTensor {
  /** Such as `layers[0].recurrentKernel`. */
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** Where numbers stopped being numbers. */
export interface Fault {
  /** Such as `layers[1]`; the input is `input`. */
  readonly layer: string
  readonly where: 'input' | 'weights' | 'gradient'
}

/** What one training step tells: the loss before the step and the gradient's global norm. */
export interface StepReport {
  readonly loss: number
  /** Before clipping. */
  readonly gradientNorm: number
  /** Set when loss, gradient or a weight is NaN or infinite; then no weight was changed. */
  readonly fault: Fault | null
}

/**
 * Training on a device that computes beside this thread. Reports come in the order of the steps, late: reading
 * one makes the thread wait for the device, so they are read together, about ten times a second.
 */
export interface DeferredTraining {
  /** Hands over one step; gives the reports that were read meanwhile, often none. The batch may be reused. */
  step(batch: Batch, learningRate: number): Promise<readonly StepReport[]>
  /**
   * Waits for the steps handed over and gives their reports. A report with a fault is the last: the step it is
   * of and those after it are undone, and the fault is found as `trainBatch` finds it.
   */
  flush(): Promise<readonly StepReport[]>
}

/** How the loss reaches back in time, on one batch. */
export interface GradientFlow {
  readonly layers: readonly {
    /** `[time]`: ‖∂L/∂h_t‖ over batch and units, the first step first; padding counts nothing. */
    readonly norms: Float32Array
    /** Share of gate values below 0.05 or above 0.95 (tanh and rnn: |h| above 0.95; relu: exactly 0). */
    readonly saturation: number
  }[]
}

/** Everything that continues a training to the bit: weights, their average, moments and counters. */
export interface NetworkState {
  readonly weights: readonly WeightTensor[]
  /** The moving average of the weights; empty without one. */
  readonly averages: readonly WeightTensor[]
  /** Optimizer moments, named `first:` or `second:` and the weight's name. */
  readonly moments: readonly WeightTensor[]
  /** Optimizer steps taken. */
  readonly steps: number
  /** Batches seen; the counter of the dropout streams. */
  readonly batches: number
  /** Gradients not yet applied; empty between accumulations. */
  readonly pending: readonly WeightTensor[]
}

/**
 * A network that can be trained: the one interface of all executors. Two executors given the same spec,
 * shape and weights compute the same numbers to 1e-4. Owned by who created it, who must dispose it.
 */
export interface Network {
  /** What the network holds, in bytes; absent where the executor cannot tell. */
  readonly memoryBytes?: number
  /** Work after which a step takes the time that it keeps, in milliseconds; a few tenths of a second if absent. */
  readonly warmUpMs?: number
  /** The executor and backend at work, such as `fused · 2 threads` or `tensorflow-wasm`. */
  readonly backend: string
  readonly parameterCount: number
  /** One step of the spec's optimizer on one batch, at this learning rate. */
  trainBatch(batch: Batch, learningRate: number): Promise<StepReport>
  /** The same steps without waiting for each; absent where waiting costs nothing. */
  readonly deferred?: DeferredTraining
  /** Mean loss over a batch without training, dropout off, averaged weights where the spec has them. */
  evaluate(batch: Batch): Promise<number>
  /**
   * `[size, steps, features]` → `[size, horizon, outputs]`, dropout off, averaged weights. Outputs are 1
   * value, ascending quantiles, mean and deviation, location, scale and degrees of freedom, or probabilities.
   */
  predict(inputs: Float32Array, size: number, lengths?: Uint32Array): Promise<Float32Array>
  gradientFlow(batch: Batch): Promise<GradientFlow>
  /** Copies of the trained weights (not their average). */
  weights(): Promise<readonly WeightTensor[]>
  /** Replaces all weights and their average; names and shapes must match. */
  setWeights(weights: readonly WeightTensor[]): void
  state(): Promise<NetworkState>
  setState(state: NetworkState): void
  dispose(): void
}

/** What computes a network on a graphics processor: TensorFlow.js in a hidden window. */
export type GpuExecutor = (typeof gpuExecutors)[number]

export const gpuExecutors = ['webgl', 'webgpu'] as const

/**
 * What computes a network: own kernels for the processor, TensorFlow.js on its WASM backend, or the graphics
 * processor.
 */
export type Executor = ProcessorExecutor | GpuExecutor

/** Those that need no graphics processor. */
export type ProcessorExecutor = 'fused' | 'tensorflow'

/** What a model asks for: an executor, or the one that a trial finds to be the fastest. */
export type ExecutorChoice = Executor | 'auto'

export function isGpuExecutor(executor: ExecutorChoice): executor is GpuExecutor {
  return gpuExecutors.some((name) => name === executor)
}

/** What stands in on the processor for work too short for a graphics processor, such as a fold. */
export function processorExecutor(executor: ExecutorChoice): ProcessorExecutor {
  return executor === 'tensorflow' ? executor : 'fused'
}

/** Makes networks of one executor; weights are drawn from the spec's seed. */
export type NetworkFactory = (spec: ModelSpec, shape: NetworkShape) => Promise<Network>
