import { toPlainError } from '../errors'
import { createDatasetStore } from './dataset-store'
import { createJobRunner } from './job-runner'
import type { CallMessage, DataCallName, FromWorker, WorkerPort } from './port-messages'
import type { DataCalls } from './protocol'
import type { Surroundings } from './surroundings'

type Value = ReturnType<DataCalls[DataCallName]>

/**
 * Answers data calls and runs jobs on a port, until the port's owner closes it. A call gets one
 * reply; a job gets its events, the last of which ends it. Several jobs may run at once, each in the
 * pauses of the others.
 */
export function serve(port: WorkerPort, surroundings: Surroundings): void {
  const store = createDatasetStore()
  const obey = createJobRunner((message) => port.postMessage(message), surroundings, {
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
  })

  port.onMessage((message) => {
    if (message.kind === 'call') port.postMessage(reply(store, message))
    else obey(message)
  })
}

function reply(store: DataCalls, message: CallMessage): FromWorker {
  const { id } = message
  try {
    return { kind: 'reply', id, ok: true, value: answer(store, message) }
  } catch (error) {
    return { kind: 'reply', id, ok: false, error: toPlainError(error) }
  }
}

/** One case a call: the message's type pairs each name with its own request. */
function answer(store: DataCalls, message: CallMessage): Value {
  switch (message.name) {
    case 'open':
      return store.open(message.request)
    case 'rows':
      return store.rows(message.request)
    case 'assign':
      return store.assign(message.request)
    case 'series':
      return store.series(message.request)
    case 'classes':
      return store.classes(message.request)
    case 'columns':
      return store.columns(message.request)
    case 'repair':
      return store.repair(message.request)
    case 'health':
      return store.health(message.request)
    case 'previewRepair':
      return store.previewRepair(message.request)
    case 'close':
      return store.close(message.request)
  }
}
