import { basename, dirname, sep } from 'node:path'
import * as v from 'valibot'
import type { RecentFile } from '../contract'
import { createJsonStore } from './json-store'

/** The files opened last, the newest first, kept between runs. */
export interface RecentFiles {
  list(): Promise<readonly RecentFile[]>
  /** Puts a file at the top; a verdict that stands for it stays. */
  add(path: string): Promise<readonly RecentFile[]>
  forget(path: string): Promise<readonly RecentFile[]>
  /** Notes the verdict of a forecast; nothing happens for a file that is not in the list. */
  note(path: string, verdict: string): Promise<readonly RecentFile[]>
}

export interface RecentFilesOptions {
  /** The list's own file; what cannot be read is kept beside it as `.broken`. */
  readonly file: string
  readonly home: string
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number
  readonly log: (line: string) => void
}

const mostFiles = 12

const entry = v.object({
  path: v.pipe(v.string(), v.minLength(1)),
  openedAt: v.number(),
  verdict: v.nullable(v.string()),
})
const storedList = v.object({ version: v.literal(1), files: v.array(entry) })
type Entry = v.InferOutput<typeof entry>

export function createRecentFiles({ file, home, now, log }: RecentFilesOptions): RecentFiles {
  const store = createJsonStore<v.InferOutput<typeof storedList>>({
    file,
    title: 'the list of recent files',
    schema: storedList,
    initial: { version: 1, files: [] },
    log,
  })

  /** `edit` returns the same array when there is nothing to write. */
  async function change(
    edit: (now: readonly Entry[]) => readonly Entry[],
  ): Promise<readonly RecentFile[]> {
    const { files } = await store.change((before) => {
      const after = edit(before.files)
      return after === before.files ? before : { version: 1, files: [...after] }
    })
    return files.slice(0, mostFiles).map(describe)
  }

  function describe({ path, openedAt, verdict }: Entry): RecentFile {
    const folder = dirname(path)
    const inHome = folder === home || folder.startsWith(home + sep)
    return {
      path,
      name: basename(path),
      folder: inHome ? `~${folder.slice(home.length)}` : folder,
      openedAt,
      verdict,
    }
  }

  return {
    list: () => change((files) => files),
    add: (path) =>
      change((files) => {
        const verdict = files.find((one) => one.path === path)?.verdict ?? null
        const others = files.filter((one) => one.path !== path)
        return [{ path, openedAt: now(), verdict }, ...others].slice(0, mostFiles)
      }),
    forget: (path) =>
      change((files) => {
        const others = files.filter((one) => one.path !== path)
        return others.length === files.length ? files : others
      }),
    note: (path, verdict) =>
      change((files) =>
        files.some((one) => one.path === path)
          ? files.map((one) => (one.path === path ? { ...one, verdict } : one))
          : files,
      ),
  }
}
