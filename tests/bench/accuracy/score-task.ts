import { baselineMethods } from '../../../engine/evaluate/methods'
import type { Methods } from '../../../engine/evaluate/methods'
import { recurrentMethods } from '../../../engine/forecast/recurrent/methods'
import type { Preset } from '../../../engine/forecast/recurrent/presets'
import type { CellKind } from '../../../engine/forecast/recurrent/segment-spec'
import { createFusedNetwork } from '../../../engine/network/fused/fused-network'
import type { NetworkFactory } from '../../../engine/network/network'
import { readAugurs } from '../../helpers/read-augurs'
import { readKernelBuilds } from '../../helpers/kernel-builds'
import { spawnKernelThread } from '../../helpers/spawn-kernel-thread'
import { loadSet, type ScoredPart } from './load-set'
import { readManifest } from './manifest'
import { scoreSet, type SetScore } from './score-set'

/** What is the same for all tasks of a run. */
export interface RunOptions {
  readonly folder: string
  readonly part: ScoredPart
  readonly preset: Preset
  readonly cell: CellKind
  /** Threads of one task's networks; changes no bit. */
  readonly threads: number
}

/** One method on one set with one seed. */
export interface ScoreTask {
  readonly set: string
  readonly method: string
  readonly seed: number
}

export function benchMethods({ preset, cell, threads }: RunOptions): Methods {
  const createNetwork: NetworkFactory = (spec, shape) =>
    createFusedNetwork(spec, shape, {
      builds: readKernelBuilds(),
      threads,
      spawn: spawnKernelThread,
    })
  return {
    ...baselineMethods(readAugurs),
    ...recurrentMethods(createNetwork, preset, readAugurs, cell),
  }
}

export async function runScoreTask(
  { set, method, seed }: ScoreTask,
  options: RunOptions,
): Promise<SetScore> {
  const { folder, part } = options
  const manifest = await readManifest(folder)
  const loaded = await loadSet(folder, set, manifest[set], part)
  return scoreSet(loaded, benchMethods(options)[method](), seed)
}
