import { EngineError } from '../../errors'
import type { ModelSpec } from '../../spec/model-spec'
import { checkFeatures, checkSpecRules } from '../../spec/spec-rules'
import { initialWeights } from '../initial-weights'
import type {
  Batch,
  GradientFlow,
  Network,
  NetworkShape,
  NetworkState,
  WeightTensor,
} from '../network'
import { sizeOf } from '../../spec/weight-layout'
import { findFault } from './fault'
import {
  chooseBuild,
  compileKernels,
  createMachine,
  createMemory,
  type KernelBuilds,
} from './machine'
import { startKernelThreads, type KernelThreads, type SpawnKernelThread } from './kernel-threads'
import { optimizerStep } from './optimizer'
import type { Parameter } from './parameters'
import { shardPlan } from './shard-plan'
import { shardRunner, task, type Pass } from './shard-runner'
import { sharedPlan, type SharedPlan } from './shared-plan'

export interface FusedOptions {
  readonly builds: KernelBuilds
  /** Threads to use at most, at least 1; a small network uses one. */
  readonly threads: number
  /** Starts a thread that runs `serveKernelThread`; needed above 1 thread. */
  readonly spawn?: SpawnKernelThread
  /** Most bytes that one network may take. */
  readonly memoryLimit?: number
  /** Uses `threads` even for a small network. */
  readonly forceThreads?: boolean
}

const buildNames = { simd: 'simd', relaxed: 'relaxed-simd', wide: 'wide-simd' } as const

/** Most that 32-bit addresses reach. */
const addressable = 65_536 * 65_536

/** Multiply-adds of a batch's forward pass below which a second thread costs more than it brings. */
const leastThreadedWork = 1_000_000

/**
 * A network on the fused kernels. All its memory is one block, sized here before anything is allocated.
 * @throws EngineError `spec-invalid` naming the field, also when the block would exceed the limit.
 */
export async function createFusedNetwork(
  spec: ModelSpec,
  shape: NetworkShape,
  options: FusedOptions,
): Promise<Network> {
  checkSpecRules(spec)
  checkFeatures(spec, shape.features)
  const plan = sharedPlan(spec, shape)
  const first = shardPlan(plan, plan.end)
  const size = first.end - plan.end
  const wanted =
    options.forceThreads === true || workOf(plan) >= leastThreadedWork ? options.threads : 1
  const threadCount =
    options.spawn === undefined ? 1 : Math.max(1, Math.min(wanted, plan.shardCount))
  const total = plan.end + threadCount * size
  const limit = Math.min(addressable, options.memoryLimit ?? addressable)
  if (total > limit) {
    const megabytes = (bytes: number): string => Math.ceil(bytes / 2 ** 20).toLocaleString('en')
    throw new EngineError(
      'spec-invalid',
      `This network needs ${megabytes(total)} MB; ${megabytes(limit)} MB are allowed.`,
      {
        field: 'batchSize',
        remedy: 'Reduce batchSize, input.history or the units of the layers.',
      },
    )
  }
  const module = compileKernels(options.builds)
  const memory = createMemory(total)
  const machine = createMachine(module, memory)
  const runShard = shardRunner(machine, plan, first)
  const starts = Array.from(
    { length: threadCount - 1 },
    (_, index) => plan.end + (index + 1) * size,
  )
  const threads = await startKernelThreads(
    { module, memory, spec, shape },
    starts,
    options.spawn,
    machine,
    plan,
    runShard,
  )
  const count = `${String(threadCount)} ${threadCount === 1 ? 'thread' : 'threads'}`
  const backend = `fused-${buildNames[chooseBuild(options.builds)]} · ${count}`
  return fusedNetwork(plan, machine, threads, backend)
}

function workOf({ parameters, sizes, spec }: SharedPlan): number {
  return parameters.count * sizes.steps * spec.batchSize
}

function fusedNetwork(
  plan: SharedPlan,
  machine: ReturnType<typeof createMachine>,
  threads: KernelThreads,
  backend: string,
): Network {
  const { spec, shape, sizes, parameters } = plan
  const { kernels, f32, f64, u32 } = machine
  const { list, count } = parameters
  const window = spec.input.history * shape.features
  const predicted = parameters.averages === 0 ? parameters.weights : parameters.averages
  let packed = 0
  let steps = 0
  let batches = 0
  let pendingBatches = 0
  let disposed = false

  const write = (to: number, { offset }: Parameter, values: Float32Array): void => {
    f32.set(values, to / 4 + offset)
  }
  const read = (
    from: number,
    { offset, size, name, shape: own }: Parameter,
    prefix = '',
  ): WeightTensor => ({
    name: prefix + name,
    shape: own,
    values: f32.slice(from / 4 + offset, from / 4 + offset + size),
  })
  const readAll = (from: number, prefix = ''): WeightTensor[] =>
    list.map((entry) => read(from, entry, prefix))

  /** Copies tensors by name into a flat copy. */
  function writeAll(to: number, tensors: readonly WeightTensor[], prefix = ''): void {
    const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]))
    for (const entry of list) {
      const tensor = byName.get(prefix + entry.name)
      if (tensor?.values.length !== sizeOf(entry.shape)) {
        throw new EngineError(
          'request-invalid',
          `The weights have no ${prefix}${entry.name} of shape [${entry.shape.join(', ')}].`,
          {
            field: prefix + entry.name,
            remedy: 'Use weights of a network with the same spec and features.',
          },
        )
      }
      write(to, entry, tensor.values)
    }
  }

  function setWeights(tensors: readonly WeightTensor[]): void {
    assertAlive()
    writeAll(parameters.weights, tensors)
    if (parameters.averages !== 0) writeAll(parameters.averages, tensors)
    packed = 0
  }

  function assertAlive(): void {
    if (disposed) throw new EngineError('internal', 'This network was disposed.', {})
  }

  /** Puts windows from `from` on into the memory and runs a pass over them; gives the number of shards. */
  function runPass(
    kind: number,
    size: number,
    from: number,
    batch: Partial<Batch> & { inputs: Float32Array },
    weights: number,
    targets: number,
  ): number {
    const { inputs, targets: values, lengths, sampleWeights } = batch
    f32.set(inputs.subarray(from * window, (from + size) * window), plan.inputs / 4)
    if (values !== undefined) {
      f32.set(values.subarray(from * spec.horizon, (from + size) * spec.horizon), plan.targets / 4)
    }
    if (sampleWeights === undefined)
      f32.fill(1, plan.sampleWeights / 4, plan.sampleWeights / 4 + size)
    else f32.set(sampleWeights.subarray(from, from + size), plan.sampleWeights / 4)
    if (lengths !== undefined) {
      const { history, segment } = spec.input
      for (let r = 0; r < plan.capacity; r++) {
        const length = r < size ? Math.min(history, lengths[from + r]) : history
        u32[plan.lengths / 4 + r] = length
        u32[plan.stackLengths / 4 + r] = Math.ceil(length / segment)
      }
    }
    if (packed !== weights) {
      plan.pack(machine, weights)
      packed = weights
    }
    const shards = Math.ceil(size / plan.rows)
    const pass: Pass = {
      task: kind,
      size,
      batch: batches,
      targets,
      hasLengths: lengths !== undefined,
      weights,
    }
    threads.run(pass, shards)
    return shards
  }

  /** Losses of the shards, added in their order. */
  function lossSum(shards: number): number {
    let sum = 0
    for (let shard = 0; shard < shards; shard++)
      sum += f64[plan.results / 8 + shard * plan.resultWords]
    return sum
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

  setWeights(initialWeights(spec, shape))

  return {
    backend,
    memoryBytes: machine.f32.byteLength,
    parameterCount: list.reduce((sum, { size }) => sum + size, 0),
    async trainBatch(batch, learningRate) {
      checkTrained(batch)
      const targets = countTargets(batch.targets, 0, batch.size * spec.horizon)
      const shards = runPass(
        task.train,
        batch.size,
        0,
        batch,
        parameters.weights,
        Math.max(1, targets),
      )
      kernels.sumParts(parameters.shards, shards, parameters.gradients, count)
      const loss = lossSum(shards) / Math.max(1, targets)
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
      packed = 0
      return { loss, gradientNorm, fault: null }
    },
    async evaluate(batch) {
      checkBatch(batch.size, batch.inputs)
      const targets = countTargets(batch.targets, 0, batch.size * spec.horizon)
      let sum = 0
      for (let from = 0; from < batch.size; from += plan.capacity) {
        const size = Math.min(plan.capacity, batch.size - from)
        sum += lossSum(runPass(task.evaluate, size, from, batch, predicted, 1))
      }
      return sum / Math.max(1, targets)
    },
    async predict(inputs, size, lengths) {
      checkBatch(size, inputs)
      const out = spec.horizon * sizes.outputs
      const outputs = new Float32Array(size * out)
      for (let from = 0; from < size; from += plan.capacity) {
        const part = Math.min(plan.capacity, size - from)
        runPass(
          task.predict,
          part,
          from,
          lengths === undefined ? { inputs } : { inputs, lengths },
          predicted,
          1,
        )
        outputs.set(f32.subarray(plan.outputs / 4, plan.outputs / 4 + part * out), from * out)
      }
      return outputs
    },
    async gradientFlow(batch): Promise<GradientFlow> {
      checkTrained(batch)
      const targets = countTargets(batch.targets, 0, batch.size * spec.horizon)
      const shards = runPass(
        task.flow,
        batch.size,
        0,
        batch,
        parameters.weights,
        Math.max(1, targets),
      )
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
      return readAll(parameters.weights)
    },
    setWeights,
    async state(): Promise<NetworkState> {
      assertAlive()
      const usesFirst = spec.optimizer.kind !== 'rmsprop'
      return {
        weights: readAll(parameters.weights),
        averages: parameters.averages === 0 ? [] : readAll(parameters.averages),
        moments: [
          ...(usesFirst ? readAll(parameters.first, 'first:') : []),
          ...(parameters.second === 0 ? [] : readAll(parameters.second, 'second:')),
        ],
        steps,
        batches,
        pending: pendingBatches === 0 ? [] : readAll(parameters.pending),
      }
    },
    setState(state) {
      assertAlive()
      writeAll(parameters.weights, state.weights)
      if (parameters.averages !== 0) writeAll(parameters.averages, state.averages)
      if (spec.optimizer.kind !== 'rmsprop') writeAll(parameters.first, state.moments, 'first:')
      if (parameters.second !== 0) writeAll(parameters.second, state.moments, 'second:')
      steps = state.steps
      batches = state.batches
      pendingBatches = state.pending.length === 0 ? 0 : batches % spec.accumulation
      if (parameters.pending !== 0) kernels.zero(parameters.pending, count)
      if (pendingBatches > 0) writeAll(parameters.pending, state.pending)
      packed = 0
    },
    dispose() {
      if (disposed) return
      disposed = true
      threads.stop()
    },
  }
}

function countTargets(targets: Float32Array, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if (!Number.isNaN(targets[i])) count += 1
  return count
}
