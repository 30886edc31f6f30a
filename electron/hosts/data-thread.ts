import type { Worker } from 'node:worker_threads'
import { EngineError, fromPlainError } from '../../engine/errors'
import type { DataCallName, FromWorker } from '../../engine/jobs/port-messages'
import type { DataCalls } from '../../engine/jobs/protocol'
import { threadError } from './thread-error'

export type DataRequest<N extends DataCallName> = Parameters<DataCalls[N]>[0]
export type DataReply<N extends DataCallName> = ReturnType<DataCalls[N]>

/** The one thread that holds all open tables, as functions. */
export interface DataThread {
  /** Rejects with the thread's `EngineError`. Buffers in `transfer` are moved, not copied. */
  call<N extends DataCallName>(
    name: N,
    request: DataRequest<N>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<DataReply<N>>
  /** Ends the thread; open calls are rejected. */
  close(): Promise<void>
}

type Reply = Extract<FromWorker, { readonly kind: 'reply' }>

/**
 * Starts the thread at the first call, and a new one at the first call after it died. What the dead one
 * held is gone: calls that were open are rejected with the reason, later ones about its datasets with
 * the new thread's `dataset-unknown`.
 */
export function createDataThread(spawn: () => Worker): DataThread {
  let worker: Worker | null = null
  let nextId = 1
  const open = new Map<number, { settle(reply: Reply): void; reject(error: Error): void }>()

  function abandon(dead: Worker, error: EngineError): void {
    if (worker !== dead) return
    worker = null
    const calls = [...open.values()]
    open.clear()
    for (const call of calls) call.reject(error)
    void dead.terminate()
  }

  function start(): Worker {
    const started = spawn()
    const lose = (error: Error): void => abandon(started, threadError('reading', error))
    started.on('message', (message: FromWorker) => {
      if (message.kind !== 'reply') return
      const call = open.get(message.id)
      open.delete(message.id)
      call?.settle(message)
    })
    started.on('messageerror', lose)
    started.on('error', lose)
    started.on('exit', (code) => lose(new Error(`it ended by itself with code ${code}`)))
    return started
  }

  return {
    call<N extends DataCallName>(
      name: N,
      request: DataRequest<N>,
      transfer: readonly ArrayBuffer[] = [],
    ): Promise<DataReply<N>> {
      worker ??= start()
      const id = nextId++
      const reply = new Promise<DataReply<N>>((resolve, reject) => {
        open.set(id, {
          reject,
          settle(message) {
            if (!message.ok) reject(fromPlainError(message.error))
            // The message's type cannot say it, the protocol does: a call is answered in its own type.
            else resolve(message.value as DataReply<N>)
          },
        })
      })
      worker.postMessage({ kind: 'call', id, name, request }, [...transfer])
      return reply
    },
    async close() {
      const last = worker
      if (last === null) return
      abandon(last, new EngineError('cancelled', 'The app is closing.'))
      await last.terminate()
    },
  }
}
