import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BigIntStats } from 'node:fs'
import { EngineError } from '../../engine/errors'
import { mostUnpackedBytes } from '../../engine/import/limits'
import type { SourceFile } from '../../engine/jobs/protocol'

/** As much as a packed file may unpack to: the bytes and the table's columns lie in memory together. */
export const mostFileBytes = mostUnpackedBytes

/** What tells one content of a path from another without reading it. */
export interface FileStamp {
  readonly modifiedNs: bigint
  readonly size: bigint
  readonly inode: bigint
}

/** The stamp of a path, or null where there is no file. */
export async function stampOf(path: string): Promise<FileStamp | null> {
  try {
    return stampFrom(await stat(path, { bigint: true }))
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT' || errorCodeOf(error) === 'ENOTDIR') return null
    throw error
  }
}

export function sameStamp(a: FileStamp | null, b: FileStamp | null): boolean {
  if (a === null || b === null) return a === b
  return a.modifiedNs === b.modifiedNs && a.size === b.size && a.inode === b.inode
}

/** Reads a file that the user named. Throws an `EngineError` that names it and the remedy. */
export async function readSource(
  path: string,
): Promise<{ readonly file: SourceFile; readonly stamp: FileStamp }> {
  const name = basename(path)
  try {
    const stats = await stat(path, { bigint: true })
    if (stats.isDirectory()) {
      throw new EngineError('file-is-directory', `${path} is a folder, not a file.`, {
        file: path,
        remedy: 'Open one of the files in it.',
      })
    }
    if (!stats.isFile()) {
      throw new EngineError('file-unreadable', `${path} is a device or a pipe, not a file.`, {
        file: path,
        remedy: 'Save its content as a file and open that.',
      })
    }
    if (stats.size > mostFileBytes) throw tooLarge(path, stats.size)
    const content = await readFile(path)
    // Small files come in a shared buffer, which must not be transferred.
    const isWhole = content.byteLength === content.buffer.byteLength
    const bytes = isWhole ? new Uint8Array(content.buffer) : new Uint8Array(content)
    return { file: { name, bytes }, stamp: stampFrom(stats) }
  } catch (error) {
    throw error instanceof EngineError ? error : unreadable(path, error)
  }
}

/** Node's code of a failed system call, such as `ENOENT`. */
export function errorCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

function stampFrom(stats: BigIntStats): FileStamp {
  return { modifiedNs: stats.mtimeNs, size: stats.size, inode: stats.ino }
}

function tooLarge(path: string, size: bigint): EngineError {
  const mebibytes = Math.ceil(Number(size) / 2 ** 20)
  const limit = mostFileBytes / 2 ** 20
  const message = `${path} has ${mebibytes} MiB; at most ${limit} MiB fit into memory with the table that is made of them.`
  const remedy = 'Leave out columns that you do not need, or split the file by date.'
  return new EngineError('file-too-large', message, { file: path, remedy })
}

function unreadable(path: string, error: unknown): EngineError {
  switch (errorCodeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new EngineError('file-missing', `There is no file at ${path}.`, {
        file: path,
        remedy: 'It may have been moved, renamed or deleted: open it from where it is now.',
      })
    case 'EACCES':
    case 'EPERM':
      return new EngineError('file-unreadable', `${path} may not be read by you.`, {
        file: path,
        remedy: 'Ask its owner for permission to read it, or open a copy.',
      })
    default: {
      const reason = error instanceof Error ? error.message : String(error)
      const message = `${path} could not be read: ${reason}.`
      const remedy = 'Check that its drive is connected, then open it again.'
      return new EngineError('file-unreadable', message, { file: path, remedy })
    }
  }
}
