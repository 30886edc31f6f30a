import { watch, type FSWatcher } from 'node:fs'
import { basename, dirname } from 'node:path'
import { sameStamp, stampOf, type FileStamp } from './source-file'

export type FileChange = 'modified' | 'deleted'

export interface FileWatch {
  /** Looks now, and reports a change that was not reported yet. */
  check(): Promise<void>
  close(): void
}

/** A program that saves a file touches it several times; the look waits until it has been quiet so long. */
const quietMs = 200

/**
 * Reports when the content of `path` is no longer what `stamp` was taken of. The folder is watched, not
 * the file, because programs save by renaming a new file over the old. Where the system cannot watch
 * (network drives, no free watches) `onBlind` is told once and only `check` finds changes.
 */
export function watchFile(
  path: string,
  stamp: FileStamp,
  onChange: (change: FileChange) => void,
  onBlind: (reason: string) => void,
): FileWatch {
  let known: FileStamp | null = stamp
  let closed = false
  let quiet: NodeJS.Timeout | undefined
  let last = Promise.resolve()

  async function look(): Promise<void> {
    const now = await stampOf(path)
    if (closed || sameStamp(now, known)) return
    known = now
    onChange(now === null ? 'deleted' : 'modified')
  }
  function check(): Promise<void> {
    last = last.then(look).catch((error: unknown) => onBlind(String(error)))
    return last
  }

  let watcher: FSWatcher | null = null
  try {
    watcher = watch(dirname(path), { persistent: false }, (_kind, name) => {
      if (name !== null && name !== basename(path)) return
      clearTimeout(quiet)
      quiet = setTimeout(() => void check(), quietMs)
    })
    watcher.on('error', (error) => onBlind(error.message))
  } catch (error) {
    onBlind(String(error))
  }

  return {
    check,
    close() {
      closed = true
      clearTimeout(quiet)
      watcher?.close()
    },
  }
}
