import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../engine/errors'
import { createDatasetStore } from '../../../engine/jobs/dataset-store'
import type { DataCalls, DatasetProfile } from '../../../engine/jobs/protocol'
import { simulateStock } from '../../helpers/simulate-stock'
import { textFile } from '../../helpers/text-file'

const opened = (text: string): { store: DataCalls; profile: DatasetProfile } => {
  const store = createDatasetStore()
  return { store, profile: store.open({ id: 'd', file: textFile(text) }) }
}
const faults = readFileSync('tests/fixtures/import/faults.csv', 'utf8')

describe('the dataset store', () => {
  it('tells what was understood of a file with faults', () => {
    const { profile } = opened(faults)
    expect(profile).toMatchObject({ format: 'csv', encoding: 'UTF-8', delimiter: ',', rows: 16 })
    expect(profile.columns).toMatchObject([
      { name: 'date', type: 'date', role: 'date', missing: 0 },
      { name: 'temp_max', type: 'number', role: 'target', missing: 1 },
      { name: 'wind', type: 'number', role: 'ignore', missing: 1 },
    ])
    expect(profile.time).toMatchObject({
      column: 'date',
      format: 'YYYY-MM-DD',
      frequency: { kind: 'daily', multiple: 1 },
      gaps: 3,
      duplicates: 1,
      steps: 17,
    })
    expect(profile.blocked).toBeNull()
    expect(profile.issueCount).toBe(7)
    expect(profile.issues.map(({ code, row }) => `${code} ${row}`)).toEqual([
      'unreadable-cell 3',
      'duplicate-date 7',
      'missing-cell 8',
      'gap 9',
      'missing-cells 10',
      'extra-cells 11',
      'unreadable-date 13',
    ])
  })

  it('gives rows as the file has them, with faults, duplicates and gaps marked', () => {
    const { store } = opened(faults)
    const rows = store.rows({ id: 'd', from: 0, count: 100 })
    expect(rows).toHaveLength(16)
    expect(rows[1]).toEqual({
      fileRow: 3,
      cells: ['2013-08-16', 'n.a.', '2.2'],
      faults: [1],
      duplicate: false,
      gapBefore: 0,
    })
    expect(rows.filter(({ duplicate }) => duplicate).map(({ fileRow }) => fileRow)).toEqual([7])
    expect(rows.filter(({ gapBefore }) => gapBefore === 3).map(({ fileRow }) => fileRow)).toEqual([
      9,
    ])
    expect(rows[6].cells).toEqual(['2013-08-20', '', '4.6'])
    expect(rows[11]).toMatchObject({ fileRow: 13, faults: [0] })
    expect(rows[15].fileRow).toBe(18)
    expect(store.rows({ id: 'd', from: 14, count: 10 })).toEqual(rows.slice(14))
    expect(store.rows({ id: 'd', from: 99, count: 10 })).toEqual([])
  })

  it('follows other roles and ids', () => {
    const text =
      'shop,date,sales,cost\n' +
      ['A', 'B']
        .flatMap((shop, s) => [1, 2, 3].map((d) => `${shop},2024-01-0${d},${10 * s + d},${d}`))
        .join('\n')
    const { store, profile } = opened(text)
    expect(profile).toMatchObject({ ids: ['A', 'B'], selectedId: 'A' })
    expect(Array.from(store.series({ id: 'd' }).values)).toEqual([1, 2, 3])
    const roles = { shop: 'id', date: 'date', sales: 'target', cost: 'covariate' } as const
    expect(store.assign({ id: 'd', roles, selectedId: 'B' }).selectedId).toBe('B')
    const series = store.series({ id: 'd' })
    expect(Array.from(series.values)).toEqual([11, 12, 13])
    expect(series.covariates.map(({ name }) => name)).toEqual(['cost'])
  })

  it('opens a file of which no series can be made and says why', () => {
    const { store, profile } = opened('a,b\nx,p\ny,q\n')
    expect(profile.time).toMatchObject({ column: null, end: 2 })
    expect(profile.blocked).toMatchObject({ code: 'no-number-column' })
    expect(() => store.series({ id: 'd' })).toThrow(EngineError)
    expect(store.rows({ id: 'd', from: 0, count: 1 })[0].cells).toEqual(['x', 'p'])
  })

  it('keeps an open file when another cannot be read', () => {
    const { store } = opened(faults)
    expect(() => store.open({ id: 'd', file: textFile('') })).toThrow(EngineError)
    expect(store.rows({ id: 'd', from: 0, count: 1 })).toHaveLength(1)
  })

  it('forgets a closed file', () => {
    const { store } = opened(faults)
    expect(store.close({ id: 'd' })).toBeNull()
    expect(() => store.rows({ id: 'd', from: 0, count: 1 })).toThrow(/not open/)
  })

  it('counts distributions: bins of numbers, commonest texts', () => {
    const { profile } = opened('x,s\n0,a\n1,b\n24,b\n')
    expect(profile.columns[0].distribution).toEqual([1, 1, ...Array<number>(21).fill(0), 1])
    expect(profile.columns[1]).toMatchObject({ distinct: 2, distribution: [2, 1] })
  })

  it('keeps a thousand issues of a kind and counts all', () => {
    const rows = Array.from(
      { length: 1500 },
      (_, i) => `${i % 2 === 0 ? '2024-01-01' : '2024-01-02'},${i}`,
    )
    const { profile } = opened(`date,y\n${rows.join('\n')}`)
    expect(profile.issues).toHaveLength(1000)
    expect(profile.issueCount).toBe(1499)
  })
})

describe('the samples that ship', () => {
  interface SampleEntry {
    readonly id: string
    readonly file: string
    readonly target: string
    readonly summary: string
  }
  const samples: readonly SampleEntry[] = JSON.parse(
    readFileSync('resources/samples/samples.json', 'utf8'),
  )
  const licences = readFileSync('resources/samples/LICENSES.md', 'utf8')

  it.each(samples)('$id opens with its target and without a warning that blocks', (sample) => {
    const store = createDatasetStore()
    const bytes = readFileSync(`resources/samples/${sample.file}`)
    const profile = store.open({ id: 's', file: { name: sample.file, bytes } })
    expect(profile.blocked).toBeNull()
    expect(profile.columns.find(({ role }) => role === 'target')?.name).toBe(sample.target)
    expect(sample.summary).toContain(`${profile.rows.toLocaleString('en-US')} rows`)
    expect(licences).toContain(`## ${sample.file}`)
  })

  it('have a stock that is made by its script', () => {
    expect(readFileSync('resources/samples/simulated-stock.csv', 'utf8')).toBe(
      simulateStock(11, 500),
    )
  })
})
