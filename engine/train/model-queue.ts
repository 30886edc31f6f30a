import { EngineError } from '../errors'

/** Runs several models at once (folds, seeds, candidates), never on more cores than there are. */
export interface ModelQueue {
  /**
   * Runs `task` once `cores` of them are free, in the order of the calls; more cores than there are count as
   * all. What the task throws is thrown here.
   * @throws EngineError `cancelled` if `signal` is raised before the task began.
   */
  run<T>(
    task: () => Promise<T>,
    options?: { readonly cores?: number; readonly signal?: AbortSignal },
  ): Promise<T>
  /** Cores at work. */
  busy(): number
}

interface Waiting {
  readonly cores: number
  start(): void
}

/** A queue over `cores` of the machine, at least 1. */
export function createModelQueue(cores: number): ModelQueue {
  const all = Math.max(1, Math.floor(cores))
  const waiting: Waiting[] = []
  let busy = 0

  // The first in line waits for its cores and nobody overtakes it: a large model would else never run.
  function next(): void {
    while (waiting.length > 0 && waiting[0].cores <= all - busy) {
      const first = waiting.shift()
      if (first === undefined) return
      busy += first.cores
      first.start()
    }
  }

  return {
    busy: () => busy,
    async run(task, { cores: wanted = 1, signal } = {}) {
      const own = Math.min(all, Math.max(1, Math.floor(wanted)))
      await new Promise<void>((resolve, reject) => {
        const cancelled = (): void => {
          const at = waiting.indexOf(entry)
          if (at >= 0) waiting.splice(at, 1)
          reject(new EngineError('cancelled', 'This model was cancelled before it began.'))
          next()
        }
        const entry: Waiting = {
          cores: own,
          start() {
            signal?.removeEventListener('abort', cancelled)
            resolve()
          },
        }
        if (signal?.aborted === true) {
          cancelled()
          return
        }
        signal?.addEventListener('abort', cancelled, { once: true })
        waiting.push(entry)
        next()
      })
      try {
        return await task()
      } finally {
        busy -= own
        next()
      }
    },
  }
}
