import { EngineError } from '../../engine/errors'
import type { DatasetProfile, RoleAssignment, SourceFile } from '../../engine/jobs/protocol'
import type { ReadChoices } from '../../engine/import/reader'
import type { DataThread } from '../hosts/data-thread'
import type { ReadingControl } from './reading-control'
import { readSource, type FileStamp } from './source-file'

export interface ReadDataset {
  readonly profile: DatasetProfile
  /** Taken when the file was read, to tell later whether it changed. */
  readonly stamp: FileStamp
}

export interface ReadOptions {
  /** The column to forecast; absent: the one that the engine takes for it. */
  readonly target?: string
  readonly choices?: ReadChoices
  /** To follow the reading and to stop it. */
  readonly control?: ReadingControl
  /** Told once how many bytes are to be read. */
  readonly onSize?: (bytes: number) => void
}

/** Reads into the data thread, each time under a new id. */
export interface DatasetReader {
  readFile(path: string, options?: ReadOptions): Promise<ReadDataset>
  /** @param file its bytes are copied, so that they can be read again. */
  readBytes(file: SourceFile, control: ReadingControl): Promise<DatasetProfile>
}

export function createDatasetReader(data: DataThread): DatasetReader {
  let nextId = 1
  function open(file: SourceFile, control?: ReadingControl): Promise<DatasetProfile> {
    if (control?.cancelled === true) throw new EngineError('cancelled', 'Reading was stopped.')
    const { buffer } = file.bytes
    const transfer = buffer instanceof ArrayBuffer ? [buffer] : []
    const request = { id: `dataset-${nextId++}`, file, control: control?.memory }
    return data.call('open', request, transfer)
  }
  return {
    async readFile(path, { target, choices = {}, control, onSize } = {}) {
      const { file, stamp } = await readSource(path)
      onSize?.(file.bytes.length)
      const profile = await open({ ...file, ...choices }, control)
      const { id } = profile
      const roles = target === undefined ? null : rolesWithTarget(profile, target)
      if (roles === null) return { profile, stamp }
      return { profile: await data.call('assign', { id, roles, selectedId: null }), stamp }
    },
    readBytes: async (file, control) => open({ ...file, bytes: file.bytes.slice() }, control),
  }
}

/** The profile's roles with another target, the one before it a covariate; null when it is the target. */
function rolesWithTarget({ columns }: DatasetProfile, target: string): RoleAssignment | null {
  if (columns.some(({ name, role }) => name === target && role === 'target')) return null
  return Object.fromEntries(
    columns.map(({ name, role }) => {
      if (name === target) return [name, 'target']
      return [name, role === 'target' ? 'covariate' : role]
    }),
  )
}
