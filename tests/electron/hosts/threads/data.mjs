// A thread that answers data calls: `rows` with the request itself, `close` by dying, `series` never.
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ id, name, request }) => {
  const reply = (rest) => parentPort.postMessage({ kind: 'reply', id, ...rest })
  if (name === 'rows') reply({ ok: true, value: [{ fileRow: request.from }] })
  if (name === 'open')
    reply({ ok: true, value: { name: request.file.name, rows: request.file.bytes.length } })
  if (name === 'assign') {
    const error = {
      code: 'dataset-unknown',
      message: 'No dataset.',
      details: { remedy: 'Open it.' },
    }
    reply({ ok: false, error })
  }
  if (name === 'close') throw new Error('broken')
})
