// A thread that speaks the protocol of training jobs and behaves as the request's target name says.
import { parentPort } from 'node:worker_threads'

const events = {
  quick: ({ jobId }) => {
    send(jobId, { kind: 'started', epochs: 2, parameterCount: 10 })
    send(jobId, { kind: 'done', result: { kind: 'forecast', forecast: { target: 'quick' } } })
    send(jobId, { kind: 'done', result: { kind: 'forecast', forecast: { target: 'too late' } } })
  },
  patient: ({ jobId }) => {
    send(jobId, { kind: 'started', epochs: 2, parameterCount: 10 })
    onCancel = () => send(jobId, { kind: 'cancelled' })
  },
  deaf: ({ jobId }) => {
    send(jobId, { kind: 'started', epochs: 2, parameterCount: 10 })
    for (;;);
  },
  crashing: () => {
    throw new Error('index out of range')
  },
  leaving: () => process.exit(3),
  hungry: () => {
    // Small pieces: one large allocation beyond the limit can end the whole process instead.
    let held = null
    for (;;) held = { held }
  },
}

let onCancel = () => {}

function send(jobId, event) {
  parentPort.postMessage({ kind: 'event', jobId, event })
}

parentPort.on('message', (message) => {
  if (message.kind === 'cancel') onCancel()
  if (message.kind === 'start') events[message.request.series.name](message)
})
