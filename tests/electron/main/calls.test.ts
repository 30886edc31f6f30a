import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCallHandlers } from '../../../electron/main/calls'
import { createDatasetReader } from '../../../electron/main/dataset-reader'
import { createDatasets } from '../../../electron/main/datasets'
import type { CallHandlers } from '../../../electron/main/ipc'
import { createJobs } from '../../../electron/main/jobs'
import { createRecentFiles } from '../../../electron/main/recent-files'
import { createSamples } from '../../../electron/main/samples'
import type { JobHost } from '../../../electron/hosts/host'
import type { JobEvent, QueuedRequest } from '../../../engine/jobs/protocol'
import { requestNamed } from '../hosts/request'
import { createInProcessDataThread } from './engine-thread'
import { resultOf } from './forecast-result'

const text = ['day,sold', '2024-01-01,7', '2024-01-02,9', '2024-01-03,8', ''].join('\n')

/** Ends each job at once with the forecast of its series' name. */
const host: JobHost<QueuedRequest> = {
  start(_jobId, request, onEvent) {
    onEvent({ kind: 'done', result: { kind: 'forecast', forecast: resultOf(request.series.name) } })
    return { cancel: () => undefined, done: Promise.resolve() }
  },
}

let folder: string
let path: string
let calls: CallHandlers
let chosen: string | null
let suggested: string | null
let revealed: string[]
let nextEvent: () => Promise<JobEvent>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-'))
  path = join(folder, 'sales.csv')
  await writeFile(path, text)
  chosen = null
  suggested = null
  revealed = []
  const data = createInProcessDataThread()
  const reader = createDatasetReader(data)
  const log = (line: string): void => {
    throw new Error(line)
  }
  const samples = createSamples(resolve('resources/samples'), data, reader)
  const list = join(folder, 'user/recent.json')
  const recent = createRecentFiles({ file: list, home: '/home/ada', now: () => 1, log })
  let tell: (event: JobEvent) => void = () => undefined
  nextEvent = () => new Promise((resolve) => (tell = resolve))
  calls = createCallHandlers({
    info: {
      version: '0.1.0',
      runtime: 'official',
      electron: '33',
      chromium: '130',
      node: '20',
      cores: 2,
    },
    desktop: {
      chooseFile: () => Promise.resolve(chosen),
      chooseTarget(suggestion) {
        suggested = suggestion
        return Promise.resolve(chosen)
      },
      reveal: (target) => revealed.push(target),
      chooseRepairs: () => Promise.resolve(chosen),
      chooseRepairsTarget(suggestion) {
        suggested = suggestion
        return Promise.resolve(chosen)
      },
      paste: () => undefined,
      copy: () => undefined,
      documents: '/home/ada/Documents',
    },
    data,
    datasets: createDatasets({
      data,
      reader,
      recent,
      samples,
      onChange: () => undefined,
      onProgress: () => undefined,
      log,
    }),
    jobs: createJobs(host, 1),
    trials: { forget: () => Promise.resolve() },
    diagnose: () => Promise.reject(new Error('No machine here.')),
    recent,
    samples,
    onJobEvent: (_jobId, event) => tell(event),
  })
})
afterEach(async () => {
  // A verdict is noted behind the job's end; the list answers once all changes are written.
  await calls['file.recent'](undefined)
  await rm(folder, { recursive: true })
})

async function train(): Promise<string> {
  const { profile } = await calls['file.open']({ path })
  const ended = nextEvent()
  const { kind, spec, executor } = requestNamed('sold')
  const { jobId } = await calls['job.start']({
    datasetId: profile.id,
    order: { kind, spec, executor },
  })
  await ended
  await calls['dataset.close']({ id: profile.id })
  return jobId
}

describe('calls', () => {
  it('file.choose opens what was chosen, or nothing', async () => {
    expect(await calls['file.choose'](undefined)).toBeNull()
    chosen = path
    expect(await calls['file.choose'](undefined)).toMatchObject({ profile: { name: 'sales.csv' } })
  })

  it('repairs.save and repairs.open take a list from one file to the next', async () => {
    const { id } = (await calls['file.open']({ path })).profile
    const action = { kind: 'interpolate', most: null } as const
    const steps = [
      { id: 'r', column: 'sold', series: null, at: 'all' as const, enabled: true, action },
      { id: 's', column: 'gone', series: null, at: 'all' as const, enabled: true, action },
    ]
    expect(await calls['repairs.save']({ id, steps })).toBeNull()
    expect(suggested).toBe(join(folder, 'sales-repairs.json'))
    chosen = join(folder, 'kept.json')
    expect(await calls['repairs.save']({ id, steps })).toEqual({ path: chosen })
    expect(await calls['repairs.open'](undefined)).toEqual({ name: 'kept.json', steps })
    const { repairOutcomes } = await calls['dataset.repair']({ id, steps })
    expect(repairOutcomes.map(({ skipped }) => skipped)).toEqual([
      null,
      'The series has no column "gone".',
    ])
    chosen = path
    await expect(calls['repairs.open'](undefined)).rejects.toMatchObject({
      code: 'file-malformed',
      details: { file: path },
    })
  })

  it('dataset.repair changes the series and dataset.health what is found; an empty list undoes it', async () => {
    await writeFile(path, text.replace('2024-01-02,9\n', '2024-01-02,\n'))
    const { id } = (await calls['file.open']({ path })).profile
    const found = async () => (await calls['dataset.health']({ id })).findings.map((f) => f.code)
    const values = async () => [...(await calls['dataset.series']({ id })).values]
    expect(await found()).toContain('missing-values')
    const action = { kind: 'interpolate', most: null } as const
    const step = {
      id: 'r',
      column: 'sold',
      series: null,
      at: 'all',
      enabled: true,
      action,
    } as const
    const { repairOutcomes } = await calls['dataset.repair']({ id, steps: [step] })
    expect(repairOutcomes).toEqual([{ id: 'r', changed: 1, skipped: null }])
    expect(await values()).toEqual([7, 7.5, 8])
    expect(await found()).not.toContain('missing-values')
    await calls['dataset.repair']({ id, steps: [] })
    expect(await values()).toEqual([7, Number.NaN, 8])
  })

  it('job.start refuses a dataset that is not open', async () => {
    const { kind, spec, executor } = requestNamed('sold')
    const start = async () =>
      calls['job.start']({ datasetId: 'dataset-9', order: { kind, spec, executor } })
    await expect(start()).rejects.toMatchObject({ code: 'dataset-unknown' })
  })

  it('a finished job notes its verdict beside the recent file', async () => {
    await train()
    expect(await calls['file.recent'](undefined)).toMatchObject([
      { path, verdict: 'Beats seasonal naive by 12 %' },
    ])
  })

  it('forecast.export offers a name beside the file, writes, and lets it be revealed', async () => {
    const jobId = await train()
    chosen = join(folder, 'out.csv')
    expect(await calls['forecast.export']({ jobId })).toEqual({ path: chosen, rows: 2 })
    expect(suggested).toBe(join(folder, 'sales-forecast.csv'))
    expect(await readFile(chosen, 'utf8')).toContain('2024-02-11,13,12,14,11,15')
    calls['file.reveal']({ path: chosen })
    expect(revealed).toEqual([chosen])
  })

  it('forecast.export writes nothing when the dialog is closed', async () => {
    const jobId = await train()
    expect(await calls['forecast.export']({ jobId })).toBeNull()
  })

  it('forecast.export does not replace the open file', async () => {
    const jobId = await train()
    chosen = path
    const write = async () => calls['forecast.export']({ jobId })
    await expect(write()).rejects.toMatchObject({ code: 'file-not-written' })
    expect(await readFile(path, 'utf8')).toBe(text)
  })

  it('file.reveal shows nothing that was not exported', () => {
    expect(() => calls['file.reveal']({ path })).toThrow('was not exported in this run')
    expect(revealed).toEqual([])
  })
})
