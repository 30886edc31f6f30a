import { describe, expect, it } from 'vitest'
import { backtest, createFoldRunner } from '../../../engine/evaluate/backtest'
import type { BacktestOptions, FoldResult, FoldRunner } from '../../../engine/evaluate/backtest'
import {
  naiveForecaster,
  seasonalNaiveForecaster,
} from '../../../engine/evaluate/baselines/simple-forecasters'
import { localForecaster } from '../../../engine/evaluate/baselines/local-forecaster'
import type { Series } from '../../../engine/data/series'
import { monthly } from '../../helpers/panel'
import { seriesOf } from '../../helpers/series'

const fit = { ...monthly, horizon: 2, season: 3 }
const options: BacktestOptions = {
  folds: 3,
  horizon: 2,
  leastTraining: 4,
  methods: ['naive', 'seasonalNaive'],
  parallel: 2,
  signal: { aborted: false },
  now: () => 0,
}
const counting = (length: number, name: string): Series => ({
  ...seriesOf(Float64Array.from({ length }, (_, i) => i)),
  name,
})
const methods = { naive: naiveForecaster, seasonalNaive: seasonalNaiveForecaster }
const { run } = createFoldRunner(methods, fit, 'refit', () => 0)

async function collect(
  panel: readonly Series[],
  changes: Partial<BacktestOptions> = {},
  runner: FoldRunner = run,
): Promise<FoldResult[]> {
  const results: FoldResult[] = []
  for await (const { result } of backtest(panel, { ...options, ...changes }, runner))
    results.push(result)
  return results
}

describe('backtest', () => {
  it('forecasts each fold from what was known then, series aligned at their ends', async () => {
    const results = await collect([counting(12, 'long'), counting(10, 'short')], { parallel: 1 })
    expect(results.map(({ method, fold }) => [method, fold])).toEqual([
      ['naive', 0],
      ['seasonalNaive', 0],
      ['naive', 1],
      ['seasonalNaive', 1],
      ['naive', 2],
      ['seasonalNaive', 2],
    ])
    const last = results[4].forecasts
    expect(last.map(({ series, mean, actual }) => [series, [...mean], [...actual]])).toEqual([
      ['long', [9, 9], [10, 11]],
      ['short', [7, 7], [8, 9]],
    ])
    expect(last[0].scale).toBe(3)
    expect([...results[1].forecasts[0].mean]).toEqual([3, 4])
  })

  it('gives a fold nothing of what follows it, but covariates that are known ahead', async () => {
    const seen: Series[] = []
    const spy: FoldRunner = (task) => {
      seen.push(...task.histories)
      return run(task)
    }
    const series: Series = {
      ...counting(10, 'a'),
      covariates: [
        {
          name: 'plan',
          values: Float64Array.from({ length: 10 }, (_, i) => 10 * i),
          future: Float64Array.of(100, 110),
        },
        { name: 'rain', values: new Float64Array(10) },
      ],
    }
    await collect([series], { methods: ['naive'], slide: 4 }, spy)
    const { values, calendar, covariates } = seen[0]
    expect([...values]).toEqual([0, 1, 2, 3])
    expect(values.buffer.byteLength).toBe(4 * 8)
    expect([...(covariates[0].future ?? [])]).toEqual([40, 50])
    expect(covariates[1]).toEqual({ name: 'rain', values: new Float64Array(4) })
    expect(seen[1].calendar.start).toBeGreaterThan(calendar.start)
    expect([...(seen[2].covariates[0].future ?? [])]).toEqual([80, 90])
  })

  it('keeps what was finished when it is cancelled or a task fails', async () => {
    const signal = { aborted: false }
    const kept: FoldResult[] = []
    const steps = backtest([counting(10, 'a')], { ...options, parallel: 1, signal }, run)
    await expect(
      (async () => {
        for await (const { result, done, tasks } of steps) {
          kept.push(result)
          expect(tasks).toBe(6)
          if (done === 2) signal.aborted = true
        }
      })(),
    ).rejects.toMatchObject({ code: 'cancelled', message: 'Cancelled after 2 of 6 parts.' })
    expect(kept).toHaveLength(2)
    const failing: FoldRunner = (task) =>
      task.fold.index === 1 ? Promise.reject(new Error('lost')) : run(task)
    await expect(collect([counting(10, 'a')], {}, failing)).rejects.toThrow('lost')
  })

  it('runs as many tasks at once as it may, and estimates the time left', async () => {
    let underWay = 0
    let most = 0
    const slow: FoldRunner = async (task) => {
      underWay += 1
      most = Math.max(most, underWay)
      await Promise.resolve()
      const result = await run(task)
      underWay -= 1
      return result
    }
    let time = 0
    const left: number[] = []
    const steps = backtest(
      [counting(10, 'a')],
      { ...options, parallel: 3, now: () => (time += 1000) },
      slow,
    )
    for await (const { secondsLeft } of steps) left.push(secondsLeft)
    expect(most).toBe(3)
    expect(left).toEqual([5, 4, 3, 2, 1, 0])
  })

  it('refuses more folds than there are rows before it runs any', async () => {
    await expect(collect([counting(9, 'a')])).rejects.toMatchObject({
      details: { remedy: 'Reduce the folds to 2 or reduce the horizon to 1 or add rows.' },
    })
  })
})

describe('fold runner', () => {
  it('fits once when folds are updated, and frees that fit at the end', async () => {
    const told: string[] = []
    const local = localForecaster('x', [], ({ values }) => ({
      mean: values.slice(-2),
      quantiles: null,
    }))
    const x = () => ({
      ...local,
      async fit(...words: Parameters<typeof local.fit>) {
        told.push(`fit ${words[0][0].values.length}`)
        return { ...(await local.fit(...words)), dispose: () => told.push('freed') }
      },
    })
    const updating = createFoldRunner({ x }, fit, 'update', () => 0)
    const results = await collect([counting(10, 'a')], { methods: ['x'] }, updating.run)
    await updating.dispose()
    expect(told).toEqual(['fit 4', 'freed'])
    expect(results.map(({ forecasts }) => forecasts[0].mean[1]).sort()).toEqual([3, 5, 7])
  })
})
