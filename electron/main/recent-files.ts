import { readFile, rename } from 'node:fs/promises'
import { basename, dirname, sep } from 'node:path'
import * as v from 'valibot'
import type { RecentFile } from '../contract'
import { writeAtomically } from './atomic-write'
import { errorCodeOf } from './source-file'

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
const emptyList = JSON.stringify({ version: 1, files: [] })
type Entry = v.InferOutput<typeof entry>

export function createRecentFiles({ file, home, now, log }: RecentFilesOptions): RecentFiles {
  let entries: readonly Entry[] | null = null
  let writable = true
  // One change after the other, or the slower write would win.
  let last: Promise<unknown> = Promise.resolve()

  async function load(): Promise<readonly Entry[]> {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), storedList), await readText())
    if (parsed.success) return parsed.output.files.slice(0, mostFiles)
    const broken = `${file}.broken`
    try {
      await rename(file, broken)
      log(`the list of recent files was damaged and starts anew; the old one is ${broken}`)
    } catch (error) {
      // What cannot be set aside is not overwritten either.
      writable = false
      log(`the list of recent files is damaged and cannot be replaced: ${String(error)}`)
    }
    return []
  }

  async function readText(): Promise<string | null> {
    try {
      return await readFile(file, 'utf8')
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT') return emptyList
      log(`the list of recent files was not read: ${String(error)}`)
      return null
    }
  }

  async function store(files: readonly Entry[]): Promise<void> {
    if (!writable) return
    try {
      await writeAtomically(file, JSON.stringify({ version: 1, files }, null, 2))
    } catch (error) {
      log(`the list of recent files was not written: ${String(error)}`)
    }
  }

  /** Queued behind earlier changes; `edit` returns the same array when there is nothing to write. */
  function change(
    edit: (now: readonly Entry[]) => readonly Entry[],
  ): Promise<readonly RecentFile[]> {
    const next = last.then(async () => {
      const before = entries ?? (await load())
      entries = edit(before)
      if (entries !== before) await store(entries)
      return entries.map(describe)
    })
    last = next.catch(() => undefined)
    return next
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
