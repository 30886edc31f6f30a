// A thread that speaks the protocol of folds and behaves as the task's method says.
import { parentPort, threadId } from 'node:worker_threads'

const behaviours = {
  deaf: () => {
    for (;;);
  },
  crashing: () => {
    throw new Error('index out of range')
  },
  refused: () => {
    const error = { code: 'series-too-short', message: 'Too short.', details: {} }
    parentPort.postMessage({ ok: false, error })
  },
}

parentPort.on('message', (message) => {
  if (message.kind !== 'fold') return
  const { method, fold } = message.task
  if (method in behaviours) {
    behaviours[method]()
    return
  }
  const result = { method, fold: fold.index, forecasts: [], seconds: threadId }
  parentPort.postMessage({ ok: true, result })
})
