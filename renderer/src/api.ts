import type {
  AppBridge,
  AppEvents,
  CallName,
  EventName,
  Request,
  Response,
} from '../../electron/contract'
import { fromPlainError } from '../../engine/errors'

declare global {
  interface Window {
    readonly hindcast: AppBridge
  }
}

/** Asks the main process; throws the `EngineError` that it answers with. */
export async function call<N extends CallName>(name: N, request: Request<N>): Promise<Response<N>> {
  const reply = await window.hindcast.call(name, request)
  if (!reply.ok) throw fromPlainError(reply.error)
  return reply.value
}

/** Listens to an event of the main process; returns a function that stops listening. */
export function on<N extends EventName>(
  name: N,
  listener: (event: AppEvents[N]) => void,
): () => void {
  return window.hindcast.on(name, listener)
}

type JobListener = (event: AppEvents['job.event']) => void

/** By the bridge that the events come over. */
const jobListeners = new WeakMap<AppBridge, Set<JobListener>>()

/**
 * Listens to the events of all jobs. Crossing the bridge copies an event piece by piece, and the end of a
 * backtest took 1 s with six listeners, so it is done once for all who listen.
 */
export function onJobEvent(listener: JobListener): void {
  const known = jobListeners.get(window.hindcast)
  if (known !== undefined) {
    known.add(listener)
    return
  }
  const listeners = new Set([listener])
  jobListeners.set(window.hindcast, listeners)
  on('job.event', (event) => {
    for (const tell of listeners) tell(event)
  })
}

/** The path of a file that the user dropped on the window. */
export function pathOf(file: File): string {
  return window.hindcast.pathOf(file)
}
