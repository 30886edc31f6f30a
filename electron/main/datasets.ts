import { dirname, parse, join } from 'node:path'
import type { DatasetId } from '../../engine/jobs/protocol'
import type { AppEvents, OpenedDataset } from '../contract'
import type { DataThread } from '../hosts/data-thread'
import type { ReadDatasetFile } from './dataset-reader'
import { watchFile, type FileWatch } from './file-watch'
import type { RecentFiles } from './recent-files'
import type { Samples } from './samples'

/** The datasets that are open: where each came from, and whether that changed since. */
export interface Datasets {
  openFile(path: string): Promise<OpenedDataset>
  openSample(id: string): Promise<OpenedDataset>
  close(id: DatasetId): Promise<null>
  source(id: DatasetId): OpenedDataset['source'] | null
  /** Looks at every open file, as when the user comes back to the window. */
  checkFiles(): Promise<void>
}

export interface DatasetsOptions {
  readonly data: DataThread
  readonly read: ReadDatasetFile
  readonly recent: RecentFiles
  readonly samples: Samples
  readonly onChange: (event: AppEvents['file.changed']) => void
  readonly log: (line: string) => void
}

interface OpenDataset {
  readonly source: OpenedDataset['source']
  readonly watch: FileWatch | null
}

export function createDatasets({
  data,
  read,
  recent,
  samples,
  onChange,
  log,
}: DatasetsOptions): Datasets {
  const open = new Map<DatasetId, OpenDataset>()
  return {
    async openFile(path) {
      const { profile, stamp } = await read(path)
      const { id } = profile
      const source = { kind: 'file', path } as const
      const watch = watchFile(
        path,
        stamp,
        (change) => onChange({ id, change }),
        (reason) => log(`${path} is not watched: ${reason}`),
      )
      open.set(id, { source, watch })
      await recent
        .add(path)
        .catch((error: unknown) => log(`${path} was not noted: ${String(error)}`))
      return { profile, source }
    },
    async openSample(id) {
      const { path, target } = await samples.find(id)
      const { profile } = await read(path, target)
      const source = { kind: 'sample', id } as const
      open.set(profile.id, { source, watch: null })
      return { profile, source }
    },
    close(id) {
      open.get(id)?.watch?.close()
      open.delete(id)
      return data.call('close', { id })
    },
    source: (id) => open.get(id)?.source ?? null,
    async checkFiles() {
      await Promise.all([...open.values()].map(({ watch }) => watch?.check()))
    },
  }
}

/** Where an export is offered to go: beside the file it was made from, or among the user's documents. */
export function exportPath(source: OpenedDataset['source'] | null, documents: string): string {
  switch (source?.kind) {
    case 'file':
      return join(dirname(source.path), `${parse(source.path).name}-forecast.csv`)
    case 'sample':
      return join(documents, `${source.id}-forecast.csv`)
    default:
      return join(documents, 'forecast.csv')
  }
}
