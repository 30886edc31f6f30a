import { parseArgs } from 'node:util'
import { baselineMethods } from '../../engine/evaluate/methods'
import type { Methods } from '../../engine/evaluate/methods'
import type { Preset } from '../../engine/forecast/recurrent/presets'
import type { CellKind } from '../../engine/forecast/recurrent/segment-spec'
import { recurrentMethods } from '../../engine/forecast/recurrent/methods'
import { createFusedNetwork } from '../../engine/network/fused/fused-network'
import type { NetworkFactory } from '../../engine/network/network'
import { readKernelBuilds } from '../helpers/kernel-builds'
import { spawnKernelThread } from '../helpers/spawn-kernel-thread'
import { readAugurs } from '../helpers/read-augurs'
import { loadSet, type ScoredPart } from './accuracy/load-set'
import { readManifest } from './accuracy/manifest'
import { headerLine, scoreLine } from './accuracy/print-scores'
import { geometricMean, meanOfSeeds, scoreSet } from './accuracy/score-set'
import type { SetScore } from './accuracy/score-set'

/**
 * Accuracy on public sets, by the rules in `DIR/manifest.json`, beside the figures of others given there:
 * `npm run bench:accuracy -- --data DIR [--sets a,b] [--methods a,b] [--preset accurate] [--cell gru]
 * [--seeds 3] [--threads 2] [--on validation] [--reasons] [--json]`. Any folder with a manifest of the same form will do. On
 * `validation` the part before the test part is forecast instead, and no test row is read: what is chosen by
 * hand is chosen there.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    sets: { type: 'string' },
    methods: { type: 'string' },
    preset: { type: 'string', default: 'balanced' },
    cell: { type: 'string', default: 'gru' },
    seeds: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    on: { type: 'string', default: 'test' },
    reasons: { type: 'boolean', default: false },
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
  ...recurrentMethods(createNetwork, presetOf(values.preset), readAugurs, cellOf(values.cell)),
}
const part = partOf(values.on)
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
  const set = await loadSet(folder, name, manifest[name], part)
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
    if (values.reasons) for (const reason of score.reasons) show(`  ${reason}`)
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

function cellOf(word: string): CellKind {
  if (word === 'gru' || word === 'lstm' || word === 'rnn') return word
  throw new Error(`There is no cell ${word}; there are gru, lstm, rnn.`)
}

function partOf(word: string): ScoredPart {
  if (word === 'test' || word === 'validation') return word
  throw new Error(`There is no part ${word}; there are test and validation.`)
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
