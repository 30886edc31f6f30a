import { dirname, parse, join } from 'node:path'
import { EngineError } from '../../engine/errors'
import { pastedFile, type ClipboardContent } from '../../engine/import/clipboard'
import type { ReadChoices } from '../../engine/import/reader'
import type { DatasetId, SourceFile } from '../../engine/jobs/protocol'
import type { AppEvents, OpenedDataset } from '../contract'
import type { DataThread } from '../hosts/data-thread'
import type { DatasetReader } from './dataset-reader'
import { watchFile, type FileWatch } from './file-watch'
import { createReadingControl, type ReadingControl } from './reading-control'
import type { RecentFiles } from './recent-files'
import type { Samples } from './samples'
import type { FileStamp } from './source-file'

/** The datasets that are open: where each came from, and whether that changed since. */
export interface Datasets {
  openFile(path: string): Promise<OpenedDataset>
  openSample(id: string): Promise<OpenedDataset>
  openClipboard(content: ClipboardContent): Promise<OpenedDataset>
  /** Reads the source of an open dataset again as chosen, under a new id; the old one stays open. */
  reread(id: DatasetId, choices: ReadChoices): Promise<OpenedDataset>
  /** Stops what is being read; it rejects with `cancelled`. */
  cancelReading(): void
  close(id: DatasetId): Promise<null>
  source(id: DatasetId): OpenedDataset['source'] | null
  /** Looks at every open file, as when the user comes back to the window. */
  checkFiles(): Promise<void>
}

export interface DatasetsOptions {
  readonly data: DataThread
  readonly reader: DatasetReader
  readonly recent: RecentFiles
  readonly samples: Samples
  readonly onChange: (event: AppEvents['file.changed']) => void
  readonly onProgress: (event: AppEvents['dataset.progress']) => void
  readonly log: (line: string) => void
}

/** Between two words of how far a reading is. */
const progressMs = 100

/** Where a dataset came from, with what is needed to read it once more. */
type Source =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'sample'; readonly id: string }
  | { readonly kind: 'clipboard'; readonly file: SourceFile }

interface OpenDataset {
  readonly source: Source
  readonly watch: FileWatch | null
}

export function createDatasets({
  data,
  reader,
  recent,
  samples,
  onChange,
  onProgress,
  log,
}: DatasetsOptions): Datasets {
  const open = new Map<DatasetId, OpenDataset>()

  function watched(id: DatasetId, path: string, stamp: FileStamp): FileWatch {
    return watchFile(
      path,
      stamp,
      (change) => onChange({ id, change }),
      (reason) => log(`${path} is not watched: ${reason}`),
    )
  }

  const readings = new Set<ReadingControl>()

  async function read(source: Source, choices: ReadChoices): Promise<OpenedDataset> {
    const control = createReadingControl()
    readings.add(control)
    let bytes = source.kind === 'clipboard' ? source.file.bytes.length : 0
    const onSize = (size: number): void => void (bytes = size)
    const told = setInterval(() => {
      if (bytes > 0) onProgress({ done: control.done, bytes })
    }, progressMs)
    try {
      return await readWith(source, choices, { control, onSize })
    } finally {
      clearInterval(told)
      readings.delete(control)
    }
  }

  async function readWith(
    source: Source,
    choices: ReadChoices,
    following: { readonly control: ReadingControl; readonly onSize: (bytes: number) => void },
  ): Promise<OpenedDataset> {
    switch (source.kind) {
      case 'file': {
        const { path } = source
        const { profile, stamp } = await reader.readFile(path, { choices, ...following })
        open.set(profile.id, { source, watch: watched(profile.id, path, stamp) })
        return { profile, source, choices }
      }
      case 'sample': {
        const { path, target } = await samples.find(source.id)
        const { profile } = await reader.readFile(path, { target, choices, ...following })
        open.set(profile.id, { source, watch: null })
        return { profile, source, choices }
      }
      case 'clipboard': {
        const profile = await reader.readBytes({ ...source.file, ...choices }, following.control)
        open.set(profile.id, { source, watch: null })
        return { profile, source: { kind: 'clipboard' }, choices }
      }
    }
  }

  return {
    async openFile(path) {
      const opened = await read({ kind: 'file', path }, {})
      await recent
        .add(path)
        .catch((error: unknown) => log(`${path} was not noted: ${String(error)}`))
      return opened
    },
    openSample: (id) => read({ kind: 'sample', id }, {}),
    openClipboard: async (content) => read({ kind: 'clipboard', file: pastedFile(content) }, {}),
    async reread(id, choices) {
      const known = open.get(id)
      if (known !== undefined) return read(known.source, choices)
      throw new EngineError('dataset-unknown', 'This file is not open any more.', {
        remedy: 'Open the file again.',
      })
    },
    cancelReading() {
      for (const control of readings) control.cancel()
    },
    close(id) {
      open.get(id)?.watch?.close()
      open.delete(id)
      return data.call('close', { id })
    },
    source(id) {
      const source = open.get(id)?.source ?? null
      return source?.kind === 'clipboard' ? { kind: 'clipboard' } : source
    },
    async checkFiles() {
      await Promise.all([...open.values()].map(({ watch }) => watch?.check()))
    },
  }
}

/**
 * Where an export is offered to go: beside the file it was made from, or among the user's documents.
 * @param ending of its name, such as `-repairs.json`.
 */
export function exportPath(
  source: OpenedDataset['source'] | null,
  documents: string,
  ending = '-forecast.csv',
): string {
  switch (source?.kind) {
    case 'file':
      return join(dirname(source.path), `${parse(source.path).name}${ending}`)
    case 'sample':
      return join(documents, `${source.id}${ending}`)
    case 'clipboard':
      return join(documents, `clipboard${ending}`)
    default:
      return join(documents, ending.slice(1))
  }
}
