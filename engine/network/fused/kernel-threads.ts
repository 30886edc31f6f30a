import { EngineError } from '../../errors'
import type { ModelSpec } from '../../spec/model-spec'
import type { NetworkShape } from '../network'
import { createMachine, type Machine } from './machine'
import { shardPlan } from './shard-plan'
import { shardRunner, task, type Pass, type ShardRunner } from './shard-runner'
import { sharedPlan, type SharedPlan } from './shared-plan'

/** A thread as the network needs it; the host makes it, since bundlers have their own ways to start one. */
export interface KernelThread {
  postMessage(message: unknown): void
  /** Called for each message of the thread, and with an error that ended it. */
  listen(onMessage: (message: unknown) => void, onError: (error: Error) => void): void
  terminate(): void
}
export type SpawnKernelThread = () => KernelThread

/** What a thread is sent once, at its start; from then on it is steered through the control block. */
export interface KernelThreadStart {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly spec: ModelSpec
  readonly shape: NetworkShape
  /** First byte of the thread's own memory. */
  readonly start: number
}

export interface KernelThreads {
  /** Runs shards 0 … shards - 1 of a pass on all threads and returns when all are done. */
  run(pass: Pass, shards: number): void
  stop(): void
}

/**
 * Words of the control block. Threads take the next shard from `next`, so a busy core slows nobody else;
 * which thread ran a shard leaves no trace in the numbers.
 */
const word = {
  sequence: 0,
  done: 1,
  next: 2,
  shards: 3,
  task: 4,
  size: 5,
  lengths: 6,
  weights: 7,
  failed: 8,
} as const
/** Float64 slots of the control block, after the words. */
const slot = { batch: 16, targets: 17 } as const

/** Looks at a word this often before sleeping: some microseconds, less than waking up takes. */
const spins = 2000

/** Starts the threads beyond the first and waits until each has built its plan. */
export async function startKernelThreads(
  shared: Omit<KernelThreadStart, 'start'>,
  starts: readonly number[],
  spawn: SpawnKernelThread | undefined,
  machine: Machine,
  plan: SharedPlan,
  runShard: ShardRunner,
): Promise<KernelThreads> {
  const control = plan.control / 4
  const values = plan.control / 8
  const { i32, f64 } = machine
  const threads = spawn === undefined ? [] : starts.map(() => spawn())
  await Promise.all(
    threads.map(
      (thread, index) =>
        new Promise<void>((resolve, reject) => {
          thread.listen(() => {
            resolve()
          }, reject)
          const message: KernelThreadStart = { ...shared, start: starts[index] }
          thread.postMessage(message)
        }),
    ),
  )

  function begin(pass: Pass, shards: number): void {
    f64[values + slot.batch] = pass.batch
    f64[values + slot.targets] = pass.targets
    i32[control + word.task] = pass.task
    i32[control + word.size] = pass.size
    i32[control + word.lengths] = pass.hasLengths ? 1 : 0
    i32[control + word.weights] = pass.weights
    i32[control + word.shards] = shards
    Atomics.store(i32, control + word.done, 0)
    Atomics.store(i32, control + word.next, 0)
    Atomics.add(i32, control + word.sequence, 1)
    Atomics.notify(i32, control + word.sequence)
  }

  return {
    run(pass, shards) {
      if (threads.length === 0) {
        for (let shard = 0; shard < shards; shard++) runShard(pass, shard)
        return
      }
      begin(pass, shards)
      takeShards(machine, control, pass, shards, runShard)
      awaitWord(i32, control + word.done, (done) => done === threads.length)
      if (Atomics.load(i32, control + word.failed) !== 0) {
        throw new EngineError('internal', 'A thread of the fused kernels failed.', {})
      }
    },
    stop() {
      if (threads.length > 0)
        begin({ task: task.quit, size: 0, batch: 0, targets: 0, hasLengths: false, weights: 0 }, 0)
      for (const thread of threads) thread.terminate()
    },
  }
}

function takeShards(
  { i32 }: Machine,
  control: number,
  pass: Pass,
  shards: number,
  run: ShardRunner,
): void {
  for (;;) {
    const shard = Atomics.add(i32, control + word.next, 1)
    if (shard >= shards) return
    run(pass, shard)
  }
}

/** Spins a little, then sleeps until the word is as wanted; gives its value. */
function awaitWord(i32: Int32Array, at: number, isWanted: (value: number) => boolean): number {
  for (let spin = 0; spin < spins; spin++) {
    const value = Atomics.load(i32, at)
    if (isWanted(value)) return value
  }
  for (;;) {
    const value = Atomics.load(i32, at)
    if (isWanted(value)) return value
    Atomics.wait(i32, at, value)
  }
}

/** The life of a thread: builds its plan, says `ready`, and runs passes until told to quit. */
export function serveKernelThread(
  { module, memory, spec, shape, start }: KernelThreadStart,
  ready: () => void,
): void {
  const machine = createMachine(module, memory)
  const plan = sharedPlan(spec, shape)
  const runShard = shardRunner(machine, plan, shardPlan(plan, start))
  const { i32, f64 } = machine
  const control = plan.control / 4
  const values = plan.control / 8
  let seen = Atomics.load(i32, control + word.sequence)
  ready()
  for (;;) {
    const before = seen
    seen = awaitWord(i32, control + word.sequence, (value) => value !== before)
    if (i32[control + word.task] === task.quit) return
    const pass: Pass = {
      task: i32[control + word.task],
      size: i32[control + word.size],
      batch: f64[values + slot.batch],
      targets: f64[values + slot.targets],
      hasLengths: i32[control + word.lengths] === 1,
      weights: i32[control + word.weights] >>> 0,
    }
    try {
      takeShards(machine, control, pass, i32[control + word.shards], runShard)
    } catch (error) {
      Atomics.store(i32, control + word.failed, 1)
      throw error
    } finally {
      Atomics.add(i32, control + word.done, 1)
      Atomics.notify(i32, control + word.done)
    }
  }
}
