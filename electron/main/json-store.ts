import { readFile, rename } from 'node:fs/promises'
import * as v from 'valibot'
import { writeAtomically } from './atomic-write'
import { errorCodeOf } from './source-file'

/** A small file of this app's own, read once and written whole. */
export interface JsonStore<T> {
  /** Queued behind earlier changes; `edit` returns the same value when there is nothing to write. */
  change(edit: (now: T) => T): Promise<T>
}

export interface JsonStoreOptions<T> {
  /** What cannot be read is kept beside it as `.broken`. */
  readonly file: string
  /** What it holds, for the log, such as `the list of recent files`. */
  readonly title: string
  readonly schema: v.GenericSchema<unknown, T>
  readonly initial: T
  readonly log: (line: string) => void
}

export function createJsonStore<T>({
  file,
  title,
  schema,
  initial,
  log,
}: JsonStoreOptions<T>): JsonStore<T> {
  let known: { readonly value: T } | null = null
  let writable = true
  // One change after the other, or the slower write would win.
  let last: Promise<unknown> = Promise.resolve()

  async function load(): Promise<T> {
    const text = await readText()
    if (text === undefined) return initial
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
    if (parsed.success) return parsed.output
    const broken = `${file}.broken`
    try {
      await rename(file, broken)
      log(`${title} was damaged and starts anew; the old one is ${broken}`)
    } catch (error) {
      // What cannot be set aside is not overwritten either.
      writable = false
      log(`${title} is damaged and cannot be replaced: ${String(error)}`)
    }
    return initial
  }

  /** Undefined where there is no file, null where it cannot be read. */
  async function readText(): Promise<string | null | undefined> {
    try {
      return await readFile(file, 'utf8')
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT') return undefined
      log(`${title} was not read: ${String(error)}`)
      return null
    }
  }

  async function store(value: T): Promise<void> {
    if (!writable) return
    try {
      await writeAtomically(file, JSON.stringify(value, null, 2))
    } catch (error) {
      log(`${title} was not written: ${String(error)}`)
    }
  }

  return {
    change(edit) {
      const next = last.then(async () => {
        const before = known?.value ?? (await load())
        const after = edit(before)
        known = { value: after }
        if (after !== before) await store(after)
        return after
      })
      last = next.catch(() => undefined)
      return next
    },
  }
}
