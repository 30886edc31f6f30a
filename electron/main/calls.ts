import { resolve } from 'node:path'
import { EngineError } from '../../engine/errors'
import type { DatasetId, JobEvent, QueuedRequest } from '../../engine/jobs/protocol'
import type { AppInfo, Diagnostics, JobOrder } from '../contract'
import type { DataThread } from '../hosts/data-thread'
import { exportPath, type Datasets } from './datasets'
import { exportForecast } from './forecast-export'
import type { CallHandlers } from './ipc'
import type { Jobs } from './jobs'
import type { RecentFiles } from './recent-files'
import { openRepairs, saveRepairs } from './repairs-files'
import type { Samples } from './samples'
import type { KeptTrials } from './trial-memory'
import { verdictNote } from './verdict-note'

/** The system's dialogs and file manager, over the app's window. */
export interface Desktop {
  /** The chosen path, or null when the dialog was closed. */
  chooseFile(): Promise<string | null>
  chooseTarget(suggestion: string): Promise<string | null>
  /** The chosen list of repairs, or null when the dialog was closed. */
  chooseRepairs(): Promise<string | null>
  chooseRepairsTarget(suggestion: string): Promise<string | null>
  reveal(path: string): void
  /** Pastes into the page. */
  paste(): void
  copy(text: string): void
  readonly documents: string
}

export interface CallServices {
  readonly info: AppInfo
  diagnose(): Promise<Diagnostics>
  readonly trials: Pick<KeptTrials, 'forget'>
  readonly desktop: Desktop
  readonly data: DataThread
  readonly datasets: Datasets
  readonly jobs: Jobs
  readonly recent: RecentFiles
  readonly samples: Samples
  readonly onJobEvent: (jobId: string, event: JobEvent) => void
}

/** What each call of the contract does. */
export function createCallHandlers(services: CallServices): CallHandlers {
  const { info, desktop, data, datasets, jobs, recent, samples, onJobEvent } = services
  /** The dataset of each job; it stays known after the dataset was closed. */
  const sources = new Map<string, ReturnType<Datasets['source']>>()
  const exported = new Set<string>()

  async function requestFor(id: DatasetId, order: JobOrder): Promise<QueuedRequest> {
    if (order.kind !== 'classes') return { ...order, series: await data.call('series', { id }) }
    const { kind, spec, executor, column } = order
    if (column === null) {
      const series = await data.call('series', { id })
      return { kind, spec, executor, series, target: 'direction' }
    }
    const { series, names } = await data.call('classes', { id, column })
    return { kind, spec, executor, series, target: 'labels', texts: names }
  }

  return {
    'app.info': () => info,
    'app.diagnostics': () => services.diagnose(),
    'trials.forget': async () => {
      await services.trials.forget()
      return null
    },
    'clipboard.write': ({ text }) => {
      desktop.copy(text)
      return null
    },
    'file.choose': async () => {
      const path = await desktop.chooseFile()
      return path === null ? null : datasets.openFile(path)
    },
    'file.open': ({ path }) => datasets.openFile(resolve(path)),
    'file.recent': () => recent.list(),
    'file.forget': ({ path }) => recent.forget(path),
    'file.reveal': ({ path }) => {
      if (!exported.has(path)) {
        throw new EngineError('file-missing', `${path} was not exported in this run.`, {
          file: path,
          remedy: 'Export the forecast first.',
        })
      }
      desktop.reveal(path)
      return null
    },
    'clipboard.paste': () => {
      desktop.paste()
      return null
    },
    'clipboard.open': (content) => datasets.openClipboard(content),
    'reading.cancel': () => {
      datasets.cancelReading()
      return null
    },
    'sample.list': () => samples.list(),
    'sample.open': ({ id }) => datasets.openSample(id),
    'dataset.reread': ({ id, choices }) => datasets.reread(id, choices),
    'dataset.rows': (request) => data.call('rows', request),
    'dataset.assign': (request) => data.call('assign', request),
    'dataset.series': (request) => data.call('series', request),
    'dataset.columns': (request) => data.call('columns', request),
    'dataset.repair': (request) => data.call('repair', request),
    'dataset.preview': (request) => data.call('previewRepair', request),
    'dataset.health': (request) => data.call('health', request),
    'repairs.save': async ({ id, steps }) => {
      const source = datasets.source(id)
      const path = await desktop.chooseRepairsTarget(
        exportPath(source, desktop.documents, '-repairs.json'),
      )
      if (path === null) return null
      await saveRepairs(steps, path)
      exported.add(path)
      return { path }
    },
    'repairs.open': async () => {
      const path = await desktop.chooseRepairs()
      return path === null ? null : openRepairs(path)
    },
    'dataset.close': ({ id }) => datasets.close(id),
    'job.start': async ({ datasetId, order }) => {
      const request = await requestFor(datasetId, order)
      const source = datasets.source(datasetId)
      const jobId = jobs.start(request, (id, event) => {
        onJobEvent(id, event)
        if (event.kind !== 'done' || source?.kind !== 'file') return
        const note = verdictNote(event.result)
        if (note !== null) void recent.note(source.path, note)
      })
      sources.set(jobId, source)
      return { jobId }
    },
    'job.cancel': ({ jobId }) => {
      jobs.cancel(jobId)
      return null
    },
    'forecast.export': async ({ jobId }) => {
      const result = jobs.forecast(jobId)
      const source = sources.get(jobId) ?? null
      const path = await desktop.chooseTarget(exportPath(source, desktop.documents))
      if (path === null) return null
      const rows = await exportForecast(result, path, source?.kind === 'file' ? source.path : null)
      exported.add(path)
      return { path, rows }
    },
  }
}
