import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppEvents } from '../../../electron/contract'
import { createDatasetReader } from '../../../electron/main/dataset-reader'
import { createDatasets, exportPath, type Datasets } from '../../../electron/main/datasets'
import { createRecentFiles, type RecentFiles } from '../../../electron/main/recent-files'
import { createSamples, type Samples } from '../../../electron/main/samples'
import { createInProcessDataThread } from './engine-thread'

const rows = Array.from({ length: 40 }, (_, i) => {
  const day = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)
  return `${day},${10 + (i % 7)}`
})
const text = ['day,sold', ...rows, ''].join('\n')

let folder: string
let path: string
let datasets: Datasets
let samples: Samples
let recent: RecentFiles
let changes: AppEvents['file.changed'][]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-'))
  path = join(folder, 'sales.csv')
  await writeFile(path, text)
  const data = createInProcessDataThread()
  const reader = createDatasetReader(data)
  const log = (line: string): void => {
    throw new Error(line)
  }
  samples = createSamples(resolve('resources/samples'), data, reader)
  recent = createRecentFiles({
    file: join(folder, 'user/recent.json'),
    home: '/home/ada',
    now: () => 1,
    log,
  })
  changes = []
  const onChange = (event: AppEvents['file.changed']): void => void changes.push(event)
  datasets = createDatasets({
    data,
    reader,
    recent,
    samples,
    onChange,
    onProgress: () => undefined,
    log,
  })
})
afterEach(() => rm(folder, { recursive: true }))

describe('datasets', () => {
  it('opens a file, tells what it is and notes it', async () => {
    const { profile, source } = await datasets.openFile(path)
    expect(source).toEqual({ kind: 'file', path })
    expect(profile).toMatchObject({ name: 'sales.csv', rows: 40, blocked: null })
    expect(await recent.list()).toMatchObject([{ path }])
    expect(datasets.source(profile.id)).toEqual(source)
    await datasets.close(profile.id)
  })

  it('gives every opening an id of its own', async () => {
    const first = await datasets.openFile(path)
    const second = await datasets.openFile(path)
    expect(second.profile.id).not.toBe(first.profile.id)
    await datasets.close(first.profile.id)
    await datasets.close(second.profile.id)
  })

  it('opens the sheet of a workbook that was asked for', async () => {
    const workbook = resolve('tests/fixtures/workbooks/notes-first.xlsx')
    const { profile } = await datasets.openFile(workbook)
    expect(profile.sheets?.map(({ name }) => name)).toEqual(['Notes', 'Data', 'Old'])
    expect(profile.sheet).toBe('Data')
    const old = await datasets.reread(profile.id, { sheet: 'Old' })
    expect(old.profile.sheet).toBe('Old')
    await datasets.close(profile.id)
    await datasets.close(old.profile.id)
  })

  it('reads what was pasted, and the same again as another choice wants it', async () => {
    const cells = Array.from({ length: 9 }, (_, i) => `${i + 1}/2/2024\t${i}`)
    const content = { text: ['day\tsold', ...cells].join('\n'), html: null }
    const { profile, source } = await datasets.openClipboard(content)
    expect(source).toEqual({ kind: 'clipboard' })
    expect(profile).toMatchObject({ name: 'Clipboard', rows: 9, delimiter: '\t' })
    expect(profile.time).toMatchObject({ format: 'D/M/YYYY', frequency: { kind: 'daily' } })
    const choices = { formats: { day: 'M/D/YYYY' } }
    const again = await datasets.reread(profile.id, choices)
    expect(again).toMatchObject({ source, choices })
    expect(again.profile.time).toMatchObject({ format: 'M/D/YYYY', frequency: { kind: 'monthly' } })
    expect(await recent.list()).toEqual([])
    await datasets.close(profile.id)
    await datasets.close(again.profile.id)
    await expect(datasets.reread(profile.id, {})).rejects.toMatchObject({ code: 'dataset-unknown' })
  })

  it('stops a reading and opens nothing', async () => {
    const opening = datasets.openFile(path)
    datasets.cancelReading()
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' })
    expect(await recent.list()).toEqual([])
  })

  it('does not note a file that could not be opened', async () => {
    await expect(datasets.openFile(join(folder, 'gone.csv'))).rejects.toMatchObject({
      code: 'file-missing',
    })
    expect(await recent.list()).toEqual([])
  })

  it('tells when an open file changes, and no more once it is closed', async () => {
    const { profile } = await datasets.openFile(path)
    await writeFile(path, text + '2024-02-10,9\n')
    await datasets.checkFiles()
    expect(changes).toEqual([{ id: profile.id, change: 'modified' }])
    await datasets.close(profile.id)
    await rm(path)
    await datasets.checkFiles()
    expect(changes).toHaveLength(1)
    expect(datasets.source(profile.id)).toBeNull()
  })
})

describe('samples', () => {
  it('are four, each with its licence and a picture of at most 120 values', async () => {
    const list = await samples.list()
    expect(list.map(({ id }) => id)).toEqual([
      'seattle-weather',
      'co2-concentration',
      'us-employment',
      'simulated-stock',
    ])
    for (const sample of list) {
      expect(sample.licence).not.toBe('')
      expect(sample.sparkline.length).toBeGreaterThan(20)
      expect(sample.sparkline.length).toBeLessThanOrEqual(120)
      expect(sample.sparkline.every(Number.isFinite)).toBe(true)
    }
  })

  it.each([
    ['seattle-weather', 'temp_max'],
    ['co2-concentration', 'CO2'],
    ['us-employment', 'nonfarm'],
    ['simulated-stock', 'close'],
  ])('%s opens with %s as its target, ready to forecast', async (id, target) => {
    const { profile, source } = await datasets.openSample(id)
    expect(source).toEqual({ kind: 'sample', id })
    expect(profile.blocked).toBeNull()
    const targets = profile.columns.filter(({ role }) => role === 'target')
    expect(targets.map(({ name }) => name)).toEqual([target])
  })

  it('refuses an unknown one', async () => {
    await expect(datasets.openSample('../package')).rejects.toMatchObject({ code: 'file-missing' })
  })
})

describe('exportPath', () => {
  it('is beside the file, or among the documents', () => {
    const documents = '/home/ada/Documents'
    expect(exportPath({ kind: 'file', path: '/srv/sales.2024.csv' }, documents)).toBe(
      '/srv/sales.2024-forecast.csv',
    )
    expect(exportPath({ kind: 'sample', id: 'co2' }, documents)).toBe(
      '/home/ada/Documents/co2-forecast.csv',
    )
    expect(exportPath(null, documents)).toBe('/home/ada/Documents/forecast.csv')
  })
})
