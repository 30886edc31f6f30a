import { getBackend, setBackend } from '@tensorflow/tfjs-core'
import { EngineError } from '../../errors'

/**
 * Makes a backend the active one and sees that it is: `setBackend` may report false, or stay on another.
 * @throws EngineError `backend-unavailable` with the reason that TensorFlow.js gives.
 */
export async function startBackend(name: string, title: string, remedy: string): Promise<void> {
  let failure: string
  try {
    if ((await setBackend(name)) && getBackend() === name) return
    failure = `it stayed on ${getBackend() ?? 'none'}`
  } catch (thrown) {
    failure = thrown instanceof Error ? thrown.message : String(thrown)
  }
  const message = `TensorFlow.js could not start ${title} (${failure}).`
  throw new EngineError('backend-unavailable', message, { remedy })
}
