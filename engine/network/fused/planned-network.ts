import { EngineError } from '../../errors'
import { initialWeights } from '../initial-weights'
import type { Batch, GradientFlow, Network, NetworkState, WeightTensor } from '../network'
import { windowSteps } from '../../spec/network-sizes'
import { createBatchPass } from './batch-pass'
import { findFault } from './fault'
import { readTensors, writeTensors } from './flat-copies'
import type { KernelThreads } from './kernel-threads'
import type { Machine } from './machine'
import { optimizerStep } from './optimizer'
import { task } from './shard-runner'
import type { SharedPlan } from './shared-plan'

/** The network on a plan whose memory and threads are there; it owns both. */
export function plannedNetwork(
  plan: SharedPlan,
  machine: Machine,
  threads: KernelThreads,
  backend: string,
): Network {
  const { spec, shape, sizes, parameters } = plan
  const { kernels, f32, f64 } = machine
  const { list, count } = parameters
  const window = windowSteps(spec) * shape.features
  const predicted = parameters.averages === 0 ? parameters.weights : parameters.averages
  const pass = createBatchPass(plan, machine, threads)
  let steps = 0
  let batches = 0
  let pendingBatches = 0
  let disposed = false

  function setWeights(tensors: readonly WeightTensor[]): void {
    assertAlive()
    writeTensors(machine, parameters, parameters.weights, tensors)
    if (parameters.averages !== 0) writeTensors(machine, parameters, parameters.averages, tensors)
    pass.repack()
  }

  function assertAlive(): void {
    if (disposed) throw new EngineError('internal', 'This network was disposed.', {})
  }

  function checkBatch(size: number, inputs: Float32Array): void {
    assertAlive()
    if (size < 1 || inputs.length < size * window) {
      throw new EngineError(
        'request-invalid',
        `A batch of ${String(size)} windows needs ${String(size * window)} inputs; there are ${String(inputs.length)}.`,
        { field: 'inputs' },
      )
    }
  }

  function checkTrained({ size, inputs }: Batch): void {
    checkBatch(size, inputs)
    if (size > plan.capacity) {
      throw new EngineError(
        'request-invalid',
        `The batch holds ${String(size)} windows; the spec's batchSize is ${String(spec.batchSize)}.`,
        { field: 'size', remedy: 'Split the batch or raise batchSize.' },
      )
    }
  }

  /** A pass forward and back over a training batch; `targets` are the observed ones, at least 1. */
  function passBothWays(
    kind: typeof task.train | typeof task.flow,
    batch: Batch,
  ): { readonly shards: number; readonly targets: number } {
    checkTrained(batch)
    const targets = Math.max(1, countObserved(batch.targets, batch.size * spec.horizon))
    const shards = pass.run(kind, batch.size, 0, batch, parameters.weights, targets, batches)
    return { shards, targets }
  }

  setWeights(initialWeights(spec, shape))

  return {
    backend,
    memoryBytes: machine.f32.byteLength,
    parameterCount: list.reduce((sum, { size }) => sum + size, 0),
    async trainBatch(batch, learningRate) {
      const { shards, targets } = passBothWays(task.train, batch)
      kernels.sumParts(parameters.shards, shards, parameters.gradients, count)
      const loss = pass.lossSum(shards) / targets
      let squares = kernels.sumOfSquares(parameters.gradients, count)
      if (!Number.isFinite(loss) || !Number.isFinite(squares)) {
        const fault = findFault(machine, parameters, batch, window)
        return { loss, gradientNorm: Math.sqrt(squares), fault }
      }
      // A batch that broke leaves no trace; this one counts.
      batches += 1
      if (spec.accumulation > 1) {
        kernels.addRows(parameters.gradients, count, parameters.pending, count, 1, count, 1)
        pendingBatches += 1
        if (pendingBatches < spec.accumulation)
          return { loss, gradientNorm: Math.sqrt(squares), fault: null }
        kernels.zero(parameters.gradients, count)
        kernels.addRows(
          parameters.pending,
          count,
          parameters.gradients,
          count,
          1,
          count,
          1 / spec.accumulation,
        )
        kernels.zero(parameters.pending, count)
        pendingBatches = 0
        squares = kernels.sumOfSquares(parameters.gradients, count)
      }
      const gradientNorm = Math.sqrt(squares)
      const { clipNorm } = spec
      const scale = clipNorm !== null && gradientNorm > clipNorm ? clipNorm / gradientNorm : 1
      steps += 1
      optimizerStep(machine, spec.optimizer, parameters, learningRate, scale, steps)
      if (spec.averageDecay !== null) {
        kernels.movingAverage(parameters.averages, parameters.weights, count, spec.averageDecay)
      }
      pass.repack()
      return { loss, gradientNorm, fault: null }
    },
    async evaluate(batch) {
      checkBatch(batch.size, batch.inputs)
      const targets = countObserved(batch.targets, batch.size * spec.horizon)
      let sum = 0
      for (let from = 0; from < batch.size; from += plan.capacity) {
        const size = Math.min(plan.capacity, batch.size - from)
        sum += pass.lossSum(pass.run(task.evaluate, size, from, batch, predicted, 1, batches))
      }
      return sum / Math.max(1, targets)
    },
    async predict(inputs, size, lengths) {
      checkBatch(size, inputs)
      const out = spec.horizon * sizes.outputs
      const outputs = new Float32Array(size * out)
      for (let from = 0; from < size; from += plan.capacity) {
        const part = Math.min(plan.capacity, size - from)
        pass.run(
          task.predict,
          part,
          from,
          lengths === undefined ? { inputs } : { inputs, lengths },
          predicted,
          1,
          batches,
        )
        outputs.set(f32.subarray(plan.outputs / 4, plan.outputs / 4 + part * out), from * out)
      }
      return outputs
    },
    async gradientFlow(batch): Promise<GradientFlow> {
      const { shards } = passBothWays(task.flow, batch)
      return {
        layers: spec.layers.map((_, index) => {
          const norms = new Float64Array(sizes.steps)
          let saturated = 0
          let all = 0
          for (let shard = 0; shard < shards; shard++) {
            const from = plan.norms / 8 + (shard * spec.layers.length + index) * sizes.steps
            for (let t = 0; t < sizes.steps; t++) norms[t] += f64[from + t]
            const result = plan.results / 8 + shard * plan.resultWords + 1 + 2 * index
            saturated += f64[result]
            all += f64[result + 1]
          }
          return {
            norms: Float32Array.from(norms, Math.sqrt),
            saturation: all === 0 ? 0 : saturated / all,
          }
        }),
      }
    },
    async weights() {
      assertAlive()
      return readTensors(machine, parameters, parameters.weights)
    },
    setWeights,
    async state(): Promise<NetworkState> {
      assertAlive()
      const usesFirst = spec.optimizer.kind !== 'rmsprop'
      return {
        weights: readTensors(machine, parameters, parameters.weights),
        averages:
          parameters.averages === 0 ? [] : readTensors(machine, parameters, parameters.averages),
        moments: [
          ...(usesFirst ? readTensors(machine, parameters, parameters.first, 'first:') : []),
          ...(parameters.second === 0
            ? []
            : readTensors(machine, parameters, parameters.second, 'second:')),
        ],
        steps,
        batches,
        pending: pendingBatches === 0 ? [] : readTensors(machine, parameters, parameters.pending),
      }
    },
    setState(state) {
      assertAlive()
      writeTensors(machine, parameters, parameters.weights, state.weights)
      if (parameters.averages !== 0)
        writeTensors(machine, parameters, parameters.averages, state.averages)
      if (spec.optimizer.kind !== 'rmsprop')
        writeTensors(machine, parameters, parameters.first, state.moments, 'first:')
      if (parameters.second !== 0)
        writeTensors(machine, parameters, parameters.second, state.moments, 'second:')
      steps = state.steps
      batches = state.batches
      pendingBatches = state.pending.length === 0 ? 0 : batches % spec.accumulation
      if (parameters.pending !== 0) kernels.zero(parameters.pending, count)
      if (pendingBatches > 0) writeTensors(machine, parameters, parameters.pending, state.pending)
      pass.repack()
    },
    dispose() {
      if (disposed) return
      disposed = true
      threads.stop()
    },
  }
}

/** How many of the first `count` targets are there. */
function countObserved(targets: Float32Array, count: number): number {
  let observed = 0
  for (let i = 0; i < count; i++) if (!Number.isNaN(targets[i])) observed += 1
  return observed
}
