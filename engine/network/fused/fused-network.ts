import { EngineError } from '../../errors'
import type { ModelSpec } from '../../spec/model-spec'
import { checkFeatures, checkSpecRules } from '../../spec/spec-rules'
import type { Network, NetworkShape } from '../network'
import { startKernelThreads, type SpawnKernelThread } from './kernel-threads'
import {
  chooseBuild,
  compileKernels,
  createMachine,
  createMemory,
  type KernelBuilds,
} from './machine'
import { plannedNetwork } from './planned-network'
import { shardPlan } from './shard-plan'
import { shardRunner } from './shard-runner'
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

/**
 * Multiply-adds of a batch's forward pass from which threads are used. Measured on networks of 4 to 32 units: a
 * second thread slowed some below 0.1 million; from here on it brought 1.3 to 1.6 times the steps to all but one.
 */
const leastThreadedWork = 400_000

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
  return plannedNetwork(plan, machine, threads, backend)
}

function workOf({ parameters, sizes, spec }: SharedPlan): number {
  return parameters.count * sizes.steps * spec.batchSize
}
