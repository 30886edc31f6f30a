import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { Preset } from '../../engine/forecast/recurrent/presets'
import type { CellKind } from '../../engine/forecast/recurrent/segment-spec'
import { loadSet, type ScoredPart } from './accuracy/load-set'
import { readManifest } from './accuracy/manifest'
import { headerLine, scoreLine } from './accuracy/print-scores'
import { benchMethods, type RunOptions } from './accuracy/score-task'
import { scoreTasks } from './accuracy/score-tasks'
import { geometricMean, meanOfSeeds } from './accuracy/score-set'
import type { SetScore } from './accuracy/score-set'

/**
 * Accuracy on public sets, by the rules in `DIR/manifest.json`, beside the figures of others given there:
 * `npm run bench:accuracy -- --data DIR [--sets a,b] [--methods a,b] [--preset accurate] [--cell gru]
 * [--seeds 3] [--workers 2] [--on validation] [--reasons] [--json]`. Any folder with a manifest of the same
 * form will do. Sets, methods and seeds are shared out among `--workers` processes, one for each core; the
 * scores do not depend on how many. On `validation` the part before the test part is forecast instead, and
 * no test row is read: what is chosen by hand is chosen there.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    sets: { type: 'string' },
    methods: { type: 'string' },
    preset: { type: 'string', default: 'balanced' },
    cell: { type: 'string', default: 'gru' },
    seeds: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    on: { type: 'string', default: 'test' },
    reasons: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const folder = values.data
if (folder === undefined) throw new Error('Name the folder of the sets: --data DIR.')
const workers = countOf(values.workers, 'workers')
const seeds = Array.from({ length: countOf(values.seeds, 'seeds') }, (_, i) => i + 1)
const run: RunOptions = {
  folder,
  part: partOf(values.on),
  preset: presetOf(values.preset),
  cell: cellOf(values.cell),
  threads: 1,
}
const available = benchMethods(run)
const manifest = await readManifest(folder)
const methods = chosen(values.methods, Object.keys(available), 'method')
const names = chosen(values.sets, Object.keys(manifest), 'set')
const show = (line: string): void => {
  if (!values.json) console.log(line)
}

/** A costly method is not run on sets with more; they take hours and no table has them. */
const mostCostlyForecasts = 5000

/** A line of the report. */
interface Line {
  readonly set: string
  readonly method: string
  readonly seeds: readonly number[]
  /** Values to learn from: a guess at what a task costs beside others. */
  readonly size: number
  readonly forecasts: number
  /** By seed, as they come. */
  readonly scored: Map<number, SetScore>
}

const startedMs = performance.now()
const lines: Line[] = []
for (const set of names) {
  const { forecasts, panel } = await loadSet(folder, set, manifest[set], run.part)
  const size = panel.reduce((sum, series) => sum + series.values.length, 0)
  for (const method of methods) {
    const { costly, seeded } = available[method]()
    const tooMany = costly === true && forecasts > mostCostlyForecasts
    const own = tooMany ? [] : seeded === true ? seeds : [1]
    lines.push({ set, method, seeds: own, size, forecasts, scored: new Map() })
  }
}
const jobs = lines.flatMap((line) => line.seeds.map((seed) => ({ line, seed })))
const scores: SetScore[] = []
let shown = 0

/** Shows the lines that are whole, in their order. */
function showReady(): void {
  for (; shown < lines.length; shown++) {
    const { set, method, seeds: own, forecasts, scored } = lines[shown]
    if (scored.size < own.length) return
    if (own.length === 0) {
      show(`${set}: ${method} would fit ${forecasts} histories one by one; left out`)
      continue
    }
    const score = meanOfSeeds(own.flatMap((seed) => scored.get(seed) ?? []))
    scores.push(score)
    show(scoreLine(score))
    if (values.reasons) for (const reason of score.reasons) show(`  ${reason}`)
  }
}

show(headerLine())
showReady()
const threads = Math.max(1, Math.floor(workers / Math.max(1, jobs.length)))
const tasks = jobs.map(({ line, seed }) => ({ set: line.set, method: line.method, seed }))
const costs = jobs.map(({ line }) => line.size)
await scoreTasks(tasks, costs, { ...run, threads }, workers, (index, score) => {
  jobs[index].line.scored.set(jobs[index].seed, score)
  showReady()
})
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

function countOf(word: string, noun: string): number {
  const count = Number(word)
  if (Number.isInteger(count) && count >= 1) return count
  throw new Error(`--${noun} is ${word}; it must be a whole number from 1 on.`)
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
