import { parentPort } from 'node:worker_threads'
import { EngineError, toPlainError } from '../../engine/errors'
import type { KeepingRunner } from '../../engine/evaluate/backtest'
import { runnerOf } from '../../engine/forecast/fold-setup'
import type { FromFoldThread, ToFoldThread } from './fold-messages'
import { augursReader, nodeNetworks } from './networks'

/** A thread of a backtest: one fold after the other, each network on this thread alone. */
const port = parentPort
if (port === null) throw new Error('fold-thread.entry runs in a worker thread only')
const answer = (message: FromFoldThread): void => port.postMessage(message)
let runner: KeepingRunner | null = null

port.on('message', (message: ToFoldThread) => {
  if (message.kind === 'start') {
    const { folder, setup } = message
    const sources = {
      networks: nodeNetworks({ folder, threads: 1 }),
      readAugurs: augursReader(folder),
      now: () => performance.now(),
    }
    // A cancelled backtest ends the thread, so nothing has to be let in.
    const host = { signal: { aborted: false }, pause: () => Promise.resolve() }
    runner = runnerOf(setup, sources, host)
    return
  }
  if (runner === null) throw new EngineError('internal', 'A fold came before its setup.')
  runner.run(message.task).then(
    (result) => answer({ ok: true, result }),
    (error: unknown) => answer({ ok: false, error: toPlainError(error) }),
  )
})
