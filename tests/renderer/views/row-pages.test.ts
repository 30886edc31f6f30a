import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GridRow } from '../../../engine/jobs/protocol'
import { createRowPages, pageSize } from '../../../renderer/src/views/data/row-pages'

/** A table whose rows lie at these rows of the file. */
function tableAt(fileRows: readonly number[]) {
  const asked: number[] = []
  const fetch = async (from: number, count: number): Promise<readonly GridRow[]> => {
    asked.push(from)
    return fileRows.slice(from, from + count).map((fileRow) => ({
      fileRow,
      cells: [],
      faults: [],
      duplicate: false,
      gapBefore: 0,
    }))
  }
  return { pages: createRowPages(fileRows.length, fetch), asked }
}

const plain = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 2)

describe('createRowPages', () => {
  it('fetches each page once, and the last one short', async () => {
    const { pages, asked } = tableAt(plain(pageSize + 5))
    pages.want(pageSize - 1, pageSize + 2)
    pages.want(0, pageSize + 4)
    expect(await pages.indexOf(pageSize + 6)).toBe(pageSize + 4)
    expect(asked).toEqual([0, pageSize])
    expect(pages.at(pageSize)?.fileRow).toBe(pageSize + 2)
  })

  it('reports a page that could not be read', async () => {
    const pages = createRowPages(10, () => Promise.reject(new Error('gone')))
    pages.want(0, 5)
    await expect(pages.indexOf(3)).rejects.toThrow('gone')
    expect(pages.fault.value).toEqual(new Error('gone'))
  })

  it('finds a row of the file in one fetch when only the header comes before', async () => {
    const { pages, asked } = tableAt(plain(100_000))
    expect(await pages.indexOf(54_321)).toBe(54_319)
    expect(asked).toHaveLength(1)
  })

  it('finds every row, or the nearest before, whatever the file skips', async () => {
    const skips = fc.array(fc.integer({ min: 1, max: 4 }), {
      minLength: 1,
      maxLength: 3 * pageSize,
    })
    await fc.assert(
      fc.asyncProperty(skips, fc.integer({ min: 1, max: 2600 }), async (steps, wanted) => {
        let row = 1
        const fileRows = steps.map((step) => (row += step))
        const nearest = Math.max(
          0,
          fileRows.findLastIndex((fileRow) => fileRow <= wanted),
        )
        expect(await tableAt(fileRows).pages.indexOf(wanted)).toBe(nearest)
      }),
      { numRuns: 60 },
    )
  })
})

describe('gapRows', () => {
  it('remembers the gaps of every page in order', async () => {
    const rows = Array.from({ length: 2 * pageSize }, (_, i) => ({
      fileRow: i + 2,
      cells: [],
      faults: [],
      duplicate: false,
      gapBefore: i === 7 || i === pageSize + 3 ? 2 : 0,
    }))
    const pages = createRowPages(rows.length, async (from, count) => rows.slice(from, from + count))
    await pages.indexOf(pageSize + 10)
    expect(pages.gapRows.value).toEqual([pageSize + 3])
    await pages.indexOf(3)
    expect(pages.gapRows.value).toEqual([7, pageSize + 3])
  })
})
