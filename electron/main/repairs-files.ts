import { basename } from 'node:path'
import { readRepairs, writeRepairs } from '../../engine/data/repairs/repairs-file'
import type { RepairList } from '../../engine/data/repairs/step-list'
import { EngineError } from '../../engine/errors'
import { readSource } from './source-file'
import { writeUserFile } from './write-user-file'

/** A list of ten thousand repairs, each with a thousand dates, is smaller. */
const mostBytes = 2 ** 28

/** @throws EngineError `file-not-written`. */
export async function saveRepairs(steps: RepairList, path: string): Promise<void> {
  await writeUserFile(path, writeRepairs(steps))
}

/** @throws EngineError what reading a file refuses, and `file-malformed` for one that is no list of repairs. */
export async function openRepairs(
  path: string,
): Promise<{ readonly name: string; readonly steps: RepairList }> {
  const { file } = await readSource(path)
  if (file.bytes.length > mostBytes) {
    throw new EngineError('file-too-large', `${path} is too large to be a list of repairs.`, {
      file: path,
      remedy: 'Choose a list of repairs that was saved by Hindcast.',
    })
  }
  try {
    return { name: basename(path), steps: readRepairs(new TextDecoder().decode(file.bytes)) }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    throw new EngineError(error.code, error.message, { ...error.details, file: path })
  }
}
