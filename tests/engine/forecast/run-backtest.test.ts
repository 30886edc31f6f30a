import { describe, expect, it } from 'vitest'
import type { Series } from '../../../engine/data/series'
import type { FoldResult } from '../../../engine/evaluate/backtest'
import { foldSetupOf } from '../../../engine/forecast/backtest-methods'
import { evaluateFolds, secondsLeft } from '../../../engine/forecast/evaluate-folds'
import type {
  BacktestEvent,
  BacktestResult,
  BacktestSettings,
} from '../../../engine/forecast/backtest-result'
import { runnerOf } from '../../../engine/forecast/fold-setup'
import { planBacktest, runBacktest } from '../../../engine/forecast/run-backtest'
import { runLeakProof } from '../../../engine/forecast/run-leak-proof'
import type { BacktestDeps } from '../../../engine/forecast/run-backtest'
import { suggestBounds } from '../../../engine/prepare/bounds'
import { createRandom } from '../../../engine/random'
import { networks, smallSpec } from '../../helpers/networks'
import { readAugurs } from '../../helpers/read-augurs'
import { growingMonths, seriesOf } from '../../helpers/series'

const spec = smallSpec({ input: { history: 12, segment: 1 }, horizon: 6, batchSize: 32, epochs: 4 })
const series = seriesOf(growingMonths(96))
const settings: BacktestSettings = { folds: 4, mode: 'refit', slide: null, preset: null }
const request = { ...settings, series, spec }

function depsWith(events: BacktestEvent[], changes: Partial<BacktestDeps> = {}): BacktestDeps {
  const sources = { networks, readAugurs, now: () => performance.now() }
  const signal = { aborted: false }
  return {
    openFolds: (plan) =>
      runnerOf(foldSetupOf(plan, 'fused'), sources, { signal, pause: () => Promise.resolve() }),
    parallel: 2,
    signal,
    now: () => performance.now(),
    emit: (event) => events.push(event),
    ...changes,
  }
}

function networkOf({ methods }: BacktestResult) {
  const own = methods.find(({ method }) => method === 'network')
  if (own === undefined) throw new Error('no network')
  return own
}

/** The series with noise in place of its last rows. */
function withNoise(from: number): Series {
  const random = createRandom(4)
  const values = series.values.map((value, row) => (row < from ? value : 300 * random.uniform()))
  return { ...series, values }
}

describe('a backtest of a network', () => {
  it('forecasts every fold by every method, and tells each as it comes', async () => {
    const events: BacktestEvent[] = []
    const result = await runBacktest(request, depsWith(events))
    const [first, ...folds] = events
    expect(first).toMatchObject({
      kind: 'planned',
      plan: { series: [{ origins: [72, 78, 84, 90] }], season: 12 },
    })
    // The network and ten baselines.
    expect(folds).toHaveLength(4 * 11)
    expect(folds.at(-1)).toMatchObject({ done: 44, tasks: 44, secondsLeft: 0 })
    expect(result.folds).toEqual([0, 1, 2, 3])
    const own = networkOf(result)
    expect(own.forecasts.map(({ actual }) => [...actual])).toEqual(
      [72, 78, 84, 90].map((origin) => [...series.values.slice(origin, origin + 6)]),
    )
    // Repeating the last year cannot be told from these rows by anything but the year before.
    const naive = result.methods.find(({ method }) => method === 'seasonalNaive')
    expect([...(naive?.forecasts[1].mean ?? [])]).toEqual([...series.values.slice(66, 72)])
    // One step ahead from the origin is the first step of the fold's own forecast.
    const oneStep = result.trust.get('network')?.oneStep
    expect(oneStep?.residuals).toHaveLength(24)
    own.forecasts.forEach(({ actual, mean }, fold) => {
      expect(oneStep?.residuals[6 * fold]).toBe(actual[0] - mean[0])
    })
    expect(oneStep?.diagnostics.count).toBe(24)
    expect(own.passport.map(({ level }) => level)).toEqual([0.5, 0.8, 0.95])
  })

  it('keeps every method to the bounds of the spec, bands too', async () => {
    const bounds = { least: 0, most: Math.max(...series.values) }
    const fold = { ...request, folds: 1 }
    const free = await runBacktest(fold, depsWith([]))
    const kept = await runBacktest({ ...fold, spec: { ...spec, bounds } }, depsWith([]))
    const numbersOf = ({ methods }: BacktestResult, to: (value: number) => number) =>
      new Map(
        methods.map(({ method, forecasts: [{ mean, quantiles }] }) => [
          method,
          [mean, ...(quantiles?.values ?? [])].map((values) => Array.from(values, to)),
        ]),
      )
    const clipped = numbersOf(free, (value) => Math.min(bounds.most, Math.max(0, value)))
    expect(numbersOf(free, (value) => value)).not.toEqual(clipped)
    expect(numbersOf(kept, (value) => value)).toEqual(clipped)
  })

  it('goes on where a value of 0 ends what a network on logarithms can be shown', async () => {
    const values = series.values.map((value, row) => (row === 80 ? 0 : value))
    const events: BacktestEvent[] = []
    const { trust } = await runBacktest(
      { ...request, folds: 3, series: { ...series, values } },
      depsWith(events),
    )
    // Folds start at rows 78, 84 and 90; the first can be shown rows 78 to 80, the others learned of the 0.
    const { residuals } = trust.get('network')?.oneStep ?? { residuals: [] }
    expect([...residuals].map(Number.isNaN)).toEqual([
      ...[false, false, false, true, true, true],
      ...new Array<boolean>(12).fill(false),
    ])
  })

  it('has bands that hold one another, with the median inside', async () => {
    const own = networkOf(await runBacktest(request, depsWith([])))
    for (const { quantiles, mean } of own.forecasts) {
      expect(quantiles?.probabilities).toEqual([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
      expect(quantiles?.values[3]).toEqual(mean)
      for (let step = 0; step < 6; step++) {
        const across = quantiles?.values.map((each) => each[step]) ?? []
        expect(across).toEqual([...across].sort((a, b) => a - b))
      }
    }
  })

  it('knows nothing of what follows a fold', async () => {
    const open = networkOf(await runBacktest(request, depsWith([])))
    const noisy = networkOf(await runBacktest({ ...request, series: withNoise(84) }, depsWith([])))
    const before = (own: typeof open) => own.forecasts.slice(0, 2).map(({ mean }) => mean)
    expect(before(noisy)).toEqual(before(open))
  })

  it('trains once when folds only see the rows since, as refitting does on the oldest', async () => {
    const refitted = networkOf(await runBacktest(request, depsWith([])))
    const update = { ...request, mode: 'update' } as const
    const updated = networkOf(await runBacktest(update, depsWith([])))
    expect(updated.forecasts[0].mean).toEqual(refitted.forecasts[0].mean)
    expect(updated.forecasts[3].mean).not.toEqual(refitted.forecasts[3].mean)
  })

  it('keeps what was finished when it is cancelled', async () => {
    const events: BacktestEvent[] = []
    const signal = { aborted: false }
    const emit = (event: BacktestEvent): void => {
      events.push(event)
      if (event.kind === 'fold' && event.done === 25) signal.aborted = true
    }
    const running = runBacktest(request, depsWith([], { signal, emit, parallel: 1 }))
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    const plan = events.flatMap((event) => (event.kind === 'planned' ? [event.plan] : []))[0]
    const results = events.flatMap((event) => (event.kind === 'fold' ? [event.result] : []))
    expect(results).toHaveLength(25)
    expect(evaluateFolds(plan, results)?.folds).toEqual([0, 1])
    expect(evaluateFolds(plan, results.slice(0, 8))).toBeNull()
  })
})

it('a leak proof runs every method of the pipeline on noise and finds not one bit changed', async () => {
  // Amounts whose lower bound is suggested by what comes before the cut, and not by the noise after it.
  const amounts = { ...series, values: series.values.map((value) => Math.max(0, value - 140)) }
  const automatic = { ...spec, bounds: suggestBounds([amounts]) }
  expect(automatic.bounds.least).toBe(0)
  const proof = await runLeakProof({ series: amounts, spec: automatic }, depsWith([]))
  expect(proof).toMatchObject({ sealed: true, first: null, cut: 90, methods: 11 })
})

describe('planBacktest', () => {
  it('lets a window slide, which folds are then cut to', async () => {
    const sliding = { ...request, folds: 2, slide: 48 }
    const seen: number[] = []
    const deps = depsWith([])
    const openFolds: BacktestDeps['openFolds'] = (plan) => {
      const runner = deps.openFolds(plan)
      return {
        ...runner,
        run(task) {
          seen.push(task.histories[0].values.length)
          return runner.run(task)
        },
      }
    }
    const { plan } = await runBacktest(sliding, { ...deps, openFolds })
    expect(plan).toMatchObject({ slide: 48, settings: { slide: 48 } })
    expect(new Set(seen)).toEqual(new Set([48]))
    expect(() => planBacktest({ ...sliding, slide: 19 })).toThrow(
      'A window of 19 rows is too short',
    )
  })
  it('takes up to twelve folds from the later half', () => {
    expect(planBacktest({ ...request, folds: null }).series[0].origins[0]).toBe(48)
    const long = seriesOf(growingMonths(400))
    expect(planBacktest({ ...request, series: long, folds: null }).folds).toBe(12)
  })
  it('says how many folds fit', () => {
    expect(() => planBacktest({ ...request, folds: 40 })).toThrow(
      expect.objectContaining({
        code: 'series-too-short',
        details: expect.objectContaining({ remedy: expect.stringContaining('folds to 12') }),
      }),
    )
  })
})

it('the time left is the mean of each method for the folds that it still has, shared by threads', () => {
  const plan = planBacktest(request)
  const short = { ...plan, methods: plan.methods.slice(0, 2) }
  const took = (method: string, fold: number, seconds: number): FoldResult => ({
    method,
    fold,
    forecasts: [],
    oneStep: null,
    seconds,
  })
  const [a, b] = short.methods.map(({ method }) => method)
  expect(secondsLeft(short, [took(a, 0, 8)], 1)).toBeNull()
  expect(secondsLeft(short, [took(a, 0, 8), took(b, 0, 1), took(a, 1, 12)], 2)).toBe(11.5)
})
