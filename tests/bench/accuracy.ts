import { parseArgs } from 'node:util'
import { baselineMethods } from '../../engine/evaluate/methods'
import type { Methods } from '../../engine/evaluate/methods'
import type { Preset } from '../../engine/forecast/recurrent/presets'
import { recurrentMethods } from '../../engine/forecast/recurrent/methods'
import { createFusedNetwork } from '../../engine/network/fused/fused-network'
import type { NetworkFactory } from '../../engine/network/network'
import { readKernelBuilds } from '../helpers/kernel-builds'
import { spawnKernelThread } from '../helpers/spawn-kernel-thread'
import { readAugurs } from '../helpers/read-augurs'
import { loadSet } from './accuracy/load-set'
import { readManifest } from './accuracy/manifest'
import { headerLine, scoreLine } from './accuracy/print-scores'
import { geometricMean, meanOfSeeds, scoreSet } from './accuracy/score-set'
import type { SetScore } from './accuracy/score-set'

/**
 * Accuracy on public sets, by the rules in `DIR/manifest.json`, beside the figures of others given there:
 * `npm run bench:accuracy -- --data DIR [--sets a,b] [--methods a,b] [--preset accurate] [--seeds 3]
 * [--threads 2] [--json]`. Any folder with a manifest of the same form will do.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    sets: { type: 'string' },
    methods: { type: 'string' },
    preset: { type: 'string', default: 'balanced' },
    seeds: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
})
const folder = values.data
if (folder === undefined) throw new Error('Name the folder of the sets: --data DIR.')
const threads = Number(values.threads)
const createNetwork: NetworkFactory = (spec, shape) =>
  createFusedNetwork(spec, shape, {
    builds: readKernelBuilds(),
    threads,
    spawn: spawnKernelThread,
  })
const available: Methods = {
  ...baselineMethods(readAugurs),
  ...recurrentMethods(createNetwork, presetOf(values.preset), readAugurs),
}
const methods = chosen(values.methods, Object.keys(available), 'method')
const manifest = await readManifest(folder)
const sets = chosen(values.sets, Object.keys(manifest), 'set')
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1)
const show = (line: string): void => {
  if (!values.json) console.log(line)
}

/** A costly method is not run on sets with more; they take hours and no table has them. */
const mostCostlyForecasts = 5000

const startedMs = performance.now()
const scores: SetScore[] = []
show(headerLine())
for (const name of sets) {
  const set = await loadSet(folder, name, manifest[name])
  for (const method of methods) {
    const forecaster = available[method]()
    if (forecaster.costly === true && set.forecasts > mostCostlyForecasts) {
      show(`${name}: ${method} would fit ${set.forecasts} histories one by one; left out`)
      continue
    }
    const runs = forecaster.seeded === true ? seeds : [1]
    const bySeed: SetScore[] = []
    for (const seed of runs) bySeed.push(await scoreSet(set, forecaster, seed))
    const score = meanOfSeeds(bySeed)
    scores.push(score)
    show(scoreLine(score))
  }
}
const seconds = (performance.now() - startedMs) / 1000
for (const method of methods) {
  const own = geometricMean(scores.filter((score) => score.method === method))
  if (own !== null) show(`${method}: geometric mean of ratios ${own.toFixed(3)}`)
}
if (values.json) {
  const { preset } = values
  console.log(JSON.stringify({ preset, sets: scores, geomean: geometricMean(scores), seconds }))
} else {
  show(`${seconds.toFixed(1)} s`)
}

function presetOf(word: string): Preset {
  if (word === 'fast' || word === 'balanced' || word === 'accurate') return word
  throw new Error(`There is no preset ${word}; there are fast, balanced, accurate.`)
}

function chosen(
  words: string | undefined,
  known: readonly string[],
  noun: string,
): readonly string[] {
  const names = words?.split(',') ?? known
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return names
  throw new Error(`There is no ${noun} ${unknown}; there are ${known.join(', ')}.`)
}
