import type { Worker } from 'node:worker_threads'
import { EngineError, fromPlainError } from '../../engine/errors'
import type { FoldResult, FoldTask, KeepingRunner } from '../../engine/evaluate/backtest'
import type { FoldSetup } from '../../engine/forecast/fold-setup'
import { createModelQueue } from '../../engine/train/model-queue'
import type { ModelQueue } from '../../engine/train/model-queue'
import type { FromFoldThread, ToFoldThread } from './fold-messages'
import { threadError } from './thread-error'

export interface FoldThreadsOptions {
  /** Folder of the main bundle. */
  readonly folder: string
  /** Threads at most, one for each core; started when they are needed. */
  readonly threads: number
  /** Starts a thread that runs fold-thread.entry. */
  spawn(): Worker
}

/** Folds on threads of their own, and how many at once are worth it. */
export interface FoldThreads extends KeepingRunner {
  readonly parallel: number
}

/**
 * Runs folds on threads until `signal` is raised, which ends them at once. With `update` every method stays
 * on one thread, where its fit is kept, and meets its folds in order. Results do not depend on the number of
 * threads.
 */
export function startFoldThreads(
  { folder, threads, spawn }: FoldThreadsOptions,
  setup: FoldSetup,
  signal: AbortSignal,
): FoldThreads {
  const pool: FoldThread[] = []
  const homes = new Map<string, number>()
  const end = (): void => {
    for (const thread of pool) thread.end()
  }
  signal.addEventListener('abort', end, { once: true })

  function threadFor({ method }: FoldTask): FoldThread {
    const home = homes.get(method)
    if (setup.mode === 'update' && home !== undefined) return pool[home]
    const idle = pool.findIndex((thread) => thread.waiting() === 0)
    if (idle < 0 && pool.length < threads) pool.push(startThread(spawn(), { folder, setup }))
    const least = pool.reduce((best, thread) => (thread.waiting() < best.waiting() ? thread : best))
    homes.set(method, pool.indexOf(least))
    return least
  }

  return {
    parallel: threads,
    run: (task) => {
      if (signal.aborted) return Promise.reject(cancelled())
      return threadFor(task).run(task)
    },
    dispose() {
      signal.removeEventListener('abort', end)
      end()
      return Promise.resolve()
    },
  }
}

interface FoldThread {
  run(task: FoldTask): Promise<FoldResult>
  /** Folds that it has been given and not answered. */
  waiting(): number
  /** Ends it; what it had not answered is cancelled. */
  end(): void
}

function startThread(
  worker: Worker,
  start: { readonly folder: string; readonly setup: FoldSetup },
): FoldThread {
  const queue: ModelQueue = createModelQueue(1)
  const send = (message: ToFoldThread): void => worker.postMessage(message)
  let waiting = 0
  let lost: EngineError | null = null
  let reject: ((error: EngineError) => void) | null = null
  const lose = (error: EngineError): void => {
    lost ??= error
    reject?.(lost)
  }
  worker.on('error', (error) => lose(threadError('training', error)))
  worker.on('messageerror', (error) => lose(threadError('training', error)))
  worker.on('exit', () => lose(cancelled()))
  send({ kind: 'start', ...start })

  const ask = (task: FoldTask): Promise<FoldResult> =>
    new Promise((resolve, fail) => {
      if (lost !== null) {
        fail(lost)
        return
      }
      reject = fail
      worker.once('message', (message: FromFoldThread) => {
        reject = null
        if (message.ok) resolve(message.result)
        else fail(fromPlainError(message.error))
      })
      send({ kind: 'fold', task })
    })

  return {
    waiting: () => waiting,
    async run(task) {
      waiting += 1
      try {
        return await queue.run(() => ask(task))
      } finally {
        waiting -= 1
      }
    },
    end() {
      lose(cancelled())
      void worker.terminate()
    },
  }
}

function cancelled(): EngineError {
  return new EngineError('cancelled', 'The backtest was cancelled.')
}
