import { shallowRef, type Ref } from 'vue'
import type { GridRow } from '../../../../engine/jobs/protocol'

export const pageSize = 200
const mostPages = 60

export interface RowPages {
  /** Grows with every page that arrives. */
  readonly arrivals: Readonly<Ref<number>>
  /** Why the newest page could not be read. */
  readonly fault: Readonly<Ref<unknown>>
  /** Rows with a gap before them, ascending, of all the pages that ever came. */
  readonly gapRows: Readonly<Ref<readonly number[]>>
  /** The row when its page is here, else undefined. */
  at(index: number): GridRow | undefined
  /** Asks for the pages that hold rows `first` to `last` (inclusive). */
  want(first: number, last: number): void
  /** Index of the row of the file, or of the nearest before it when the table has no such row. */
  indexOf(fileRow: number): Promise<number>
}

/**
 * Rows of a table of any length, fetched page by page; the pages used longest ago are let go.
 * @param fetch gives `count` rows starting at index `from`
 */
export function createRowPages(
  rowCount: number,
  fetch: (from: number, count: number) => Promise<readonly GridRow[]>,
): RowPages {
  const pages = new Map<number, readonly GridRow[]>()
  const asked = new Map<number, Promise<readonly GridRow[]>>()
  const arrivals = shallowRef(0)
  const fault = shallowRef<unknown>(null)
  const gapRows = shallowRef<readonly number[]>([])

  async function load(page: number): Promise<readonly GridRow[]> {
    const from = page * pageSize
    const rows = await fetch(from, Math.min(pageSize, rowCount - from))
    pages.set(page, rows)
    for (const oldest of pages.keys()) {
      if (pages.size <= mostPages) break
      pages.delete(oldest)
    }
    noteGaps(from, rows)
    arrivals.value += 1
    return rows
  }

  function noteGaps(from: number, rows: readonly GridRow[]): void {
    const found = rows.flatMap((row, i) => (row.gapBefore > 0 ? [from + i] : []))
    if (found.length === 0) return
    gapRows.value = [...new Set([...gapRows.value, ...found])].sort((a, b) => a - b)
  }

  function get(page: number): Promise<readonly GridRow[]> {
    const known = pages.get(page)
    if (known) {
      pages.delete(page)
      pages.set(page, known)
      return Promise.resolve(known)
    }
    const open = asked.get(page)
    if (open) return open
    const loading = load(page).finally(() => asked.delete(page))
    asked.set(page, loading)
    return loading
  }

  function want(first: number, last: number): void {
    for (let page = Math.floor(first / pageSize); page * pageSize <= last; page++) {
      get(page).catch((thrown: unknown) => {
        fault.value = thrown
      })
    }
  }

  async function indexOf(fileRow: number): Promise<number> {
    let low = 0
    let high = Math.max(0, rowCount - 1)
    // Records of the file and rows of the table mostly differ by the header only, so look there first.
    let guess = Math.min(high, Math.max(0, fileRow - 2))
    while (low < high) {
      const page = Math.floor(guess / pageSize)
      const rows = await get(page)
      const first = rows[0]
      const last = rows.at(-1)
      if (!first || !last) return guess
      if (fileRow < first.fileRow) high = page * pageSize - 1
      else if (fileRow > last.fileRow) low = page * pageSize + rows.length
      else {
        const inside = rows.findLastIndex((row) => row.fileRow <= fileRow)
        return page * pageSize + inside
      }
      guess = Math.floor((low + high) / 2)
    }
    return Math.min(Math.max(0, low), Math.max(0, rowCount - 1))
  }

  return {
    arrivals,
    fault,
    gapRows,
    at: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    want,
    indexOf,
  }
}
