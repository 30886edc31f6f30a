import { EngineError } from '../../engine/errors'
import { writeAtomically } from './atomic-write'
import { errorCodeOf } from './source-file'

/**
 * Writes a file where the user said; the old content stays when that fails.
 * @throws EngineError `file-not-written` with the reason and what to do.
 */
export async function writeUserFile(path: string, content: string): Promise<void> {
  try {
    await writeAtomically(path, content)
  } catch (error) {
    const message = `${path} could not be written: ${reasonOf(error)}.`
    const remedy = 'Choose another folder or name. Nothing was changed.'
    throw new EngineError('file-not-written', message, { file: path, remedy })
  }
}

function reasonOf(error: unknown): string {
  switch (errorCodeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'you may not write there'
    case 'ENOSPC':
      return 'the disk is full'
    case 'EISDIR':
      return 'it is a folder'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
