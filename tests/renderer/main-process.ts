import { vi } from 'vitest'
import type { AppEvents, CallName } from '../../electron/contract'
import { toPlainError } from '../../engine/errors'
import type { JobEvent } from '../../engine/jobs/protocol'

type Listener = (event: AppEvents['job.event']) => void

/** A main process whose answers to `job.start` and `job.cancel` the test gives. */
export function mainThat(start: () => unknown, cancel: () => unknown = () => null) {
  const listeners = new Set<Listener>()
  const calls: CallName[] = []
  const requests: unknown[] = []
  vi.stubGlobal('window', {
    hindcast: {
      async call(name: CallName, request: unknown) {
        calls.push(name)
        requests.push(request)
        try {
          return { ok: true, value: await (name === 'job.start' ? start() : cancel()) }
        } catch (thrown) {
          return { ok: false, error: toPlainError(thrown) }
        }
      },
      on(_name: string, added: Listener) {
        listeners.add(added)
        return () => listeners.delete(added)
      },
    },
  })
  const tell = (jobId: string, event: JobEvent): void => {
    for (const listener of listeners) listener({ jobId, event })
  }
  return { calls, requests, tell }
}
