import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatTime, type Frequency } from '../../../engine/data/calendar'
import type { Column } from '../../../engine/data/table'
import { cellText } from '../../../engine/data/cell-text'
import { importFile } from '../../../engine/import/import-file'
import { createDatasetStore } from '../../../engine/jobs/dataset-store'

/** What must be understood of one file; what is not said is not looked at. */
interface Expected {
  readonly file: string
  readonly encoding?: string
  readonly delimiter?: string
  readonly rows?: number
  readonly columns?: readonly Record<string, unknown>[]
  /** The first columns, of a file that has more. */
  readonly firstColumns?: readonly Record<string, unknown>[]
  readonly time?: { readonly start?: string; readonly end?: string } & Record<string, unknown>
  readonly shape?: string
  readonly series?: number
  readonly layout?: string
  readonly target?: string
  /** First cells of a column as shown. */
  readonly values?: Readonly<Record<string, readonly string[]>>
  /** All values of a column of numbers, null where missing. */
  readonly numbers?: Readonly<Record<string, readonly (number | null)[]>>
  /** Codes and rows that must be among the issues; an empty list: there must be none. */
  readonly issues?: readonly (readonly [code: string, row: number | null])[]
}

const named = (columns: readonly Column[], name: string): Column => {
  const column = columns.find((each) => each.name === name)
  if (column === undefined) throw new Error(`There is no column ${name}.`)
  return column
}

function understands(folder: string, expected: Expected): void {
  const { file: name, values = {}, numbers = {}, issues, time, target, ...rest } = expected
  const { columns, firstColumns = [], ...plain } = rest
  const bytes = readFileSync(`${folder}/${name}`)
  const profile = createDatasetStore().open({ id: 'f', file: { name, bytes } })
  const found = profile.issues.map(({ code, row }) => [code, row])
  if (issues?.length === 0) expect(found).toEqual([])
  for (const issue of issues ?? []) expect(found).toContainEqual(issue)
  expect(profile).toMatchObject(plain)
  if (columns !== undefined) expect(profile.columns).toMatchObject(columns)
  expect(profile.columns.slice(0, firstColumns.length)).toMatchObject(firstColumns)
  if (target !== undefined) {
    expect(profile.columns.find(({ role }) => role === 'target')?.name).toBe(target)
  }
  if (time !== undefined) {
    const { start, end, ...others } = time
    expect(profile.time).toMatchObject(others)
    const shown = (at: number, frequency: Frequency): string => formatTime(at, frequency)
    if (profile.time !== null && start !== undefined) {
      expect(shown(profile.time.start, profile.time.frequency)).toBe(start)
      expect(shown(profile.time.end, profile.time.frequency)).toBe(end)
    }
  }
  const { table } = importFile({ name, bytes })
  for (const [column, cells] of Object.entries(values)) {
    const shown = cells.map((_, row) => cellText(named(table.columns, column), row))
    expect(shown).toEqual(cells)
  }
  for (const [name, wanted] of Object.entries(numbers)) {
    const column = named(table.columns, name)
    if (column.type !== 'number') throw new Error(`${name} holds no numbers.`)
    expect(Array.from(column.values, (x) => (Number.isNaN(x) ? null : x))).toEqual(wanted)
  }
}

describe.each(['tests/fixtures/import/corpus', 'tests/fixtures/import/layouts'])('%s', (folder) => {
  const corpus: readonly Expected[] = JSON.parse(readFileSync(`${folder}/corpus.json`, 'utf8'))
  it.each(corpus)('$file', (expected) => {
    understands(folder, expected)
  })
})
