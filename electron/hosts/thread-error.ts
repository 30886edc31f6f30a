import { EngineError } from '../../engine/errors'

/** What a thread was doing when it died, as the sentence says it. */
export type ThreadPurpose = 'training' | 'reading'

/** The error to show when a thread ends that should not have; the rest of the app goes on. */
export function threadError(purpose: ThreadPurpose, cause: Error): EngineError {
  if ('code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return purpose === 'training'
      ? new EngineError('internal', 'Training ran out of memory and was stopped.', {
          remedy: 'Lower the history, the units or the batch size, then train again.',
        })
      : new EngineError('file-too-large', 'The file needs more memory than there is to read it.', {
          remedy: 'Leave out columns that you do not need, or split the file by date.',
        })
  }
  const message = `The thread for ${purpose} stopped unexpectedly: ${cause.message}.`
  const again = purpose === 'training' ? 'Train again.' : 'Open the file again.'
  return new EngineError('internal', message, { remedy: again })
}
