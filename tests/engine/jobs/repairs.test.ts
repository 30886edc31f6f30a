import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RepairAction, RepairStep } from '../../../engine/data/repairs/repair-step'
import { createDatasetStore } from '../../../engine/jobs/dataset-store'
import type { DataCalls, DatasetProfile } from '../../../engine/jobs/protocol'
import { textFile } from '../../helpers/text-file'

const id = 'd'

const step = (action: RepairAction, column = 'y'): RepairStep => ({
  id: action.kind,
  column,
  series: null,
  at: 'all',
  enabled: true,
  action,
})

/** Forty days with a value of 10 to 16, two of them -999, one missing, one day given twice. */
const text = [
  'date,y',
  ...Array.from({ length: 40 }, (_, i) => {
    const y = i === 10 || i === 20 ? '-999' : i === 30 ? '' : String(10 + ((i * 3) % 7))
    return `2021-03-${String(i + 1).padStart(2, '0')},${y}`
  }).slice(0, 31),
  '2021-03-31,99',
].join('\n')

function opened(): { store: DataCalls; profile: DatasetProfile } {
  const store = createDatasetStore()
  return { store, profile: store.open({ id, file: textFile(text) }) }
}

const codes = (store: DataCalls): readonly string[] =>
  store
    .health({ id })
    .findings.map(({ code }) => code)
    .toSorted()

describe('repairs of an open file', () => {
  it('begin with none and name what is found', () => {
    const { store, profile } = opened()
    expect(profile.repairs).toEqual([])
    expect(codes(store)).toContain('duplicate-dates')
    expect(codes(store)).toContain('sentinel')
  })

  it('change the series, the rows and the findings, and are undone', () => {
    const { store, profile } = opened()
    const before = store.series({ id })
    const rows = store.rows({ id, from: 0, count: 100 })
    const repaired = store.repair({
      id,
      steps: [
        step({ kind: 'set-missing', value: -999 }),
        step({ kind: 'aggregate', by: 'first' }),
        step({ kind: 'interpolate', most: null }),
      ],
    })
    expect(repaired.repairOutcomes.map(({ changed }) => changed)).toEqual([2, 1, 2])
    expect(repaired.rows).toBe(31)
    expect(codes(store)).not.toContain('duplicate-dates')
    const { values } = store.series({ id })
    expect(values.some(Number.isNaN)).toBe(false)
    expect(Math.min(...values)).toBe(10)
    expect(store.repair({ id, steps: [] })).toEqual(profile)
    expect(store.series({ id })).toEqual(before)
    expect(store.rows({ id, from: 0, count: 100 })).toEqual(rows)
  })

  it('are previewed without being done', () => {
    const { store, profile } = opened()
    const preview = store.previewRepair({ id, step: step({ kind: 'set-missing', value: -999 }) })
    const { changed, times, before, after } = preview
    const differing = [...times.keys()].filter((i) => !Object.is(before[i], after[i]))
    expect(changed).toBe(2)
    expect(differing.map((i) => new Date(times[i]).getUTCDate())).toEqual([11, 21])
    expect(differing.map((i) => before[i])).toEqual([-999, -999])
    expect(differing.map((i) => after[i])).toEqual([NaN, NaN])
    // What lies around is drawn too, day by day.
    expect(times.length).toBeGreaterThan(11)
    expect(new Set(times.slice(1).map((time, i) => time - times[i]))).toEqual(new Set([86_400_000]))
    expect(store.repair({ id, steps: [] })).toEqual(profile)
  })

  it('keep accepted findings out of the list', () => {
    const { store } = opened()
    store.repair({ id, steps: [step({ kind: 'accept', finding: 'duplicate-dates' }, 'date')] })
    expect(codes(store)).not.toContain('duplicate-dates')
    expect(codes(store)).toContain('sentinel')
  })

  it('stay when roles change', () => {
    const { store, profile } = opened()
    store.repair({ id, steps: [step({ kind: 'set-missing', value: -999 })] })
    const roles = Object.fromEntries(profile.columns.map(({ name, role }) => [name, role]))
    const again = store.assign({ id, roles, selectedId: null })
    expect(again.repairs).toHaveLength(1)
    expect(Math.min(...store.series({ id }).values.filter((v) => !Number.isNaN(v)))).toBe(10)
  })
})

describe('sheets of an open workbook', () => {
  const file = {
    name: 'notes-first.xlsx',
    bytes: readFileSync('tests/fixtures/workbooks/notes-first.xlsx'),
  }

  it('are listed, and another is opened by its name', () => {
    const store = createDatasetStore()
    const profile = store.open({ id, file })
    expect(profile).toMatchObject({ format: 'xlsx', sheet: 'Data', rows: 6, encoding: null })
    expect(profile.sheets?.map(({ name }) => name)).toEqual(['Notes', 'Data', 'Old'])
    expect(profile.time).toMatchObject({ start: Date.UTC(2021, 0, 1), end: Date.UTC(2021, 0, 6) })
    const other = store.open({ id, file: { ...file, sheet: 'Old' } })
    expect(other.columns.map(({ name }) => name)).toEqual(['Date', 'Other'])
  })
})
