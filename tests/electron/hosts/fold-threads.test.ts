import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { startFoldThreads } from '../../../electron/hosts/fold-threads'
import type { FoldThreads } from '../../../electron/hosts/fold-threads'
import { backtest } from '../../../engine/evaluate/backtest'
import type { FoldResult, FoldTask } from '../../../engine/evaluate/backtest'
import { runnerOf } from '../../../engine/forecast/fold-setup'
import type { FoldSetup } from '../../../engine/forecast/fold-setup'
import { networks } from '../../helpers/networks'
import { monthPanel, monthly } from '../../helpers/panel'
import { readAugurs } from '../../helpers/read-augurs'

const setup: FoldSetup = {
  horizon: 3,
  season: 12,
  frequency: monthly.frequency,
  levels: [0.8],
  seed: 1,
  history: 4,
  preset: 'fast',
  mode: 'refit',
  executor: 'fused',
}
const resources = fileURLToPath(new URL('../../../resources', import.meta.url))

/** The real thread, compiled by tsx. */
function spawnReal(): Worker {
  const entry = new URL('../../../electron/hosts/fold-thread.entry.ts', import.meta.url).href
  const source = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(entry)}) })`
  return new Worker(source, { eval: true })
}

/** A thread that answers with its own number as the method's seconds, or does as the method is called. */
const spawnScripted = (): Worker => new Worker(new URL('./threads/folds.mjs', import.meta.url))

const task = (method: string, index = 0): FoldTask => ({
  method,
  fold: { index, trainFrom: 0, origin: 1, end: 2 },
  histories: [],
  actuals: [],
  grown: null,
})

let threads: FoldThreads
afterEach(() => threads.dispose())

function start(spawn: () => Worker, changes: Partial<FoldSetup> = {}): AbortController {
  const interrupt = new AbortController()
  const options = { folder: resources, threads: 2, spawn }
  threads = startFoldThreads(options, { ...setup, ...changes }, interrupt.signal)
  return interrupt
}

async function fold(parallel: number, run: FoldThreads['run']): Promise<readonly FoldResult[]> {
  const plan = { folds: 2, horizon: 3, leastTraining: 24, methods: ['gru', 'theta'] }
  const options = { ...plan, parallel, signal: { aborted: false }, now: () => 0 }
  const results: FoldResult[] = []
  for await (const { result } of backtest(monthPanel(60), options, run)) results.push(result)
  return results.sort((a, b) => a.fold - b.fold || a.method.localeCompare(b.method))
}

describe('fold threads', () => {
  it('forecast the same bits as this thread', async () => {
    start(spawnReal)
    const sources = { networks, readAugurs, now: () => 0 }
    const here = runnerOf(setup, sources, monthly)
    const wanted = (await fold(1, here.run)).map(({ forecasts }) => forecasts)
    expect((await fold(2, threads.run)).map(({ forecasts }) => forecasts)).toEqual(wanted)
  })

  it('are as many as the cores at most, each with one fold at a time', async () => {
    start(spawnScripted)
    const results = await Promise.all([0, 1, 2, 3].map((index) => threads.run(task('echo', index))))
    expect(results.map(({ fold: index }) => index)).toEqual([0, 1, 2, 3])
    expect(new Set(results.map(({ seconds }) => seconds)).size).toBe(2)
  })

  it('keep a method on its thread when fits are updated', async () => {
    start(spawnScripted, { mode: 'update' })
    const results = await Promise.all(
      [0, 1, 2].flatMap((index) => ['a', 'b'].map((method) => threads.run(task(method, index)))),
    )
    for (const method of ['a', 'b']) {
      const own = results.filter((each) => each.method === method)
      expect(new Set(own.map(({ seconds }) => seconds)).size).toBe(1)
    }
  })

  it('end at once when they are interrupted', async () => {
    const interrupt = start(spawnScripted)
    const busy = threads.run(task('deaf'))
    interrupt.abort()
    await expect(busy).rejects.toMatchObject({ code: 'cancelled' })
    await expect(threads.run(task('echo'))).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('pass on what a fold throws, and say so when they die', async () => {
    start(spawnScripted)
    await expect(threads.run(task('refused'))).rejects.toMatchObject({ code: 'series-too-short' })
    await expect(threads.run(task('crashing'))).rejects.toThrow(/stopped unexpectedly: index/)
  })
})
