import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import type { AppInfo } from '../contract'
import { errorCodeOf } from './source-file'

const runtimeNote = v.object({ runtime: v.picklist(['official', 'fallback']) })

/** Which Electron runs: the set-up leaves a note beside the executable; without one it is the official. */
export function runtimeOf(executable: string): AppInfo['runtime'] {
  let note: string
  try {
    note = readFileSync(join(dirname(executable), 'hindcast-runtime.json'), 'utf8')
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return 'official'
    throw error
  }
  return v.parse(v.pipe(v.string(), v.parseJson(), runtimeNote), note).runtime
}

export function describeApp(version: string, executable: string): AppInfo {
  return {
    version,
    runtime: runtimeOf(executable),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    node: process.versions.node,
    cores: availableParallelism(),
  }
}
