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

/** The path of a file that the user dropped on the window. */
export function pathOf(file: File): string {
  return window.hindcast.pathOf(file)
}
