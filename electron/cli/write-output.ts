import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { EngineError } from '../../engine/errors'

/**
 * Checks, before the time for training is spent, that a file can be made at `path` and is not the source.
 * @throws EngineError `file-not-written`.
 */
export async function checkOutput(path: string, source: string): Promise<void> {
  const folder = dirname(path)
  const kind = await kindOf(folder)
  if (kind !== 'folder') throw refused(path, `there is no folder ${folder}`)
  if ((await kindOf(path)) === 'folder') throw refused(path, 'it is a folder')
  if (path === source) throw refused(path, 'it holds the data of this forecast')
  // Rights, full disks and read-only ones show only when something is written.
  const draft = draftOf(path)
  try {
    await writeFile(draft, '', { flag: 'wx' })
  } catch (error) {
    throw refused(path, reasonOf(error))
  }
  await rm(draft)
}

/** Writes a whole file or none: beside its place first, then renamed. */
export async function writeOutput(path: string, content: string): Promise<void> {
  const draft = draftOf(path)
  try {
    await writeFile(draft, content, { flag: 'wx' })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw refused(path, reasonOf(error))
  }
}

function draftOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw refused(path, reasonOf(error))
  }
}

/** The system's words; what it says of the draft is said of its folder. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/, (open|rename) .*$/, ' in its folder')
}

function refused(path: string, reason: string): EngineError {
  return new EngineError('file-not-written', `This file cannot be written: ${reason}.`, {
    file: path,
    remedy: 'Choose another folder or name.',
  })
}
