import type { DatasetProfile, RoleAssignment } from '../../engine/jobs/protocol'
import type { DataThread } from '../hosts/data-thread'
import { readSource, type FileStamp } from './source-file'

export interface ReadDataset {
  readonly profile: DatasetProfile
  /** Taken when the file was read, to tell later whether it changed. */
  readonly stamp: FileStamp
}

/** Reads a file from disk into the data thread under a new id; with `target` that column is forecast. */
export type ReadDatasetFile = (path: string, target?: string) => Promise<ReadDataset>

export function createDatasetReader(data: DataThread): ReadDatasetFile {
  let nextId = 1
  return async (path, target) => {
    const { file, stamp } = await readSource(path)
    const id = `dataset-${nextId++}`
    const { buffer } = file.bytes
    const transfer = buffer instanceof ArrayBuffer ? [buffer] : []
    const profile = await data.call('open', { id, file }, transfer)
    const roles = target === undefined ? null : rolesWithTarget(profile, target)
    if (roles === null) return { profile, stamp }
    return { profile: await data.call('assign', { id, roles, selectedId: null }), stamp }
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
