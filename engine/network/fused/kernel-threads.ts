import { EngineError } from '../../errors'
import type { ModelSpec } from '../../spec/model-spec'
import type { NetworkShape } from '../network'
import { createMachine, type Machine } from './machine'
import { shardPlan } from './shard-plan'
import { shardRunner, task, type Pass, type ShardRunner } from './shard-runner'
import { sharedPlan, type SharedPlan } from './shared-plan'
import { createWaiter } from './waiter'

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

/** Words of the control block. */
const word = {
  /** Number of the pass, its shards and the next of them in one word: see `ticketOf`. */
  ticket: 0,
  /** Shards of the pass that are done. */
  done: 1,
  task: 2,
  size: 3,
  lengths: 4,
  weights: 5,
  failed: 6,
} as const
/** Float64 slots of the control block, after the words. */
const slot = { batch: 16, targets: 17 } as const

/**
 * Most looks before sleeping: for the last shards as long as shards differ, about 0.1 ms; for the next pass as long
 * as the first thread reduces, optimises and packs alone, 0.02 to 0.4 ms.
 */
const looks = { done: 50_000, ticket: 250_000 } as const

/**
 * A thread takes a shard by moving the ticket on. So a thread that is late costs nothing, since the others take
 * what there is, and none takes a shard of a pass that is over. Which thread ran a shard leaves no trace in the
 * numbers. Shards are at most 4, by `shardRows`.
 */
const ticketOf = (pass: number, shards: number): number => (pass << 6) | (shards << 3)
const shardsOf = (ticket: number): number => (ticket >> 3) & 7
const nextOf = (ticket: number): number => ticket & 7

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
  const awaitDone = createWaiter(i32, control + word.done, looks.done)
  let passes = 0
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
    Atomics.store(i32, control + word.done, 0)
    passes += 1
    Atomics.store(i32, control + word.ticket, ticketOf(passes, shards))
    Atomics.notify(i32, control + word.ticket)
  }

  return {
    run(pass, shards) {
      if (threads.length === 0) {
        for (let shard = 0; shard < shards; shard++) runShard(pass, shard)
        return
      }
      begin(pass, shards)
      for (;;) {
        const ticket = Atomics.load(i32, control + word.ticket)
        if (nextOf(ticket) >= shardsOf(ticket)) break
        if (!takes(i32, control, ticket)) continue
        runShard(pass, nextOf(ticket))
        Atomics.add(i32, control + word.done, 1)
      }
      awaitDone((done) => done === shards)
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

/** Takes the next shard of a ticket, unless another thread has moved it on. */
function takes(i32: Int32Array, control: number, ticket: number): boolean {
  return Atomics.compareExchange(i32, control + word.ticket, ticket, ticket + 1) === ticket
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
  const awaitTicket = createWaiter(i32, control + word.ticket, looks.ticket)
  let ticket = Atomics.load(i32, control + word.ticket)
  ready()
  for (;;) {
    if (nextOf(ticket) >= shardsOf(ticket)) {
      if (i32[control + word.task] === task.quit) return
      const over = ticket
      ticket = awaitTicket((value) => value !== over)
      continue
    }
    // Not rewritten before all shards of the ticket are done, so right if the ticket is still there after.
    const pass: Pass = {
      task: i32[control + word.task],
      size: i32[control + word.size],
      batch: f64[values + slot.batch],
      targets: f64[values + slot.targets],
      hasLengths: i32[control + word.lengths] === 1,
      weights: i32[control + word.weights] >>> 0,
    }
    if (takes(i32, control, ticket)) {
      try {
        runShard(pass, nextOf(ticket))
      } catch (error) {
        Atomics.store(i32, control + word.failed, 1)
        throw error
      } finally {
        Atomics.add(i32, control + word.done, 1)
        Atomics.notify(i32, control + word.done)
      }
    }
    ticket = Atomics.load(i32, control + word.ticket)
  }
}
