import { beforeAll, describe, expect, it } from 'vitest'
import type { Series } from '../../../engine/data/series'
import type { EngineError } from '../../../engine/errors'
import { runForecast } from '../../../engine/forecast/forecast'
import type { ForecastEvent } from '../../../engine/forecast/forecast-event'
import type { ForecastPoint, ForecastResult } from '../../../engine/forecast/forecast-result'
import { createRandom } from '../../../engine/random'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import { createFused, smallSpec } from '../../helpers/networks'
import { readAugurs } from '../../helpers/read-augurs'
import { growingMonths, seriesOf } from '../../helpers/series'

const spec = smallSpec({
  input: { history: 12, segment: 1 },
  horizon: 6,
  batchSize: 32,
  epochs: 6,
  earlyStopping: { patience: 3 },
})
const months = seriesOf(growingMonths(96))

interface Run {
  readonly result: ForecastResult
  readonly events: readonly ForecastEvent[]
}

/** Every reading of the clock is 20 ms after the one before. */
async function run(series: Series, changes: Partial<ModelSpec> = {}): Promise<Run> {
  const events: ForecastEvent[] = []
  let time = 0
  const result = await runForecast(
    { series, spec: { ...spec, ...changes } },
    {
      createNetwork: createFused,
      readAugurs,
      executorReason: 'Tested.',
      now: () => (time += 20),
      pause: () => Promise.resolve(),
      signal: { aborted: false },
      emit: (event) => events.push(event),
    },
  )
  return { result, events }
}

async function refusal(series: Series, changes: Partial<ModelSpec> = {}): Promise<EngineError> {
  return run(series, changes).then(
    () => Promise.reject(new Error('not refused')),
    (error: EngineError) => error,
  )
}

/** The series with every value from `from` on replaced by noise of another size. */
function withNoise(series: Series, from: number): Series {
  const random = createRandom(99)
  const noisy = (values: Float64Array): Float64Array =>
    values.map((value, step) => (step < from ? value : 500 * random.normal()))
  const covariates = series.covariates.map(({ name, values }) => ({ name, values: noisy(values) }))
  return { ...series, values: noisy(series.values), covariates }
}

describe('forecast', () => {
  let done: Run
  beforeAll(async () => {
    done = await run(months)
  })

  it('keeps means and bands to bounds, and changes nothing else', async () => {
    const bounds = { least: Math.min(...months.values), most: Math.max(...months.values) }
    const { result } = await run(months, { bounds })
    const kept = (value: number): number => Math.min(bounds.most, Math.max(bounds.least, value))
    const within = ({ time, mean, lo80, hi80, lo95, hi95 }: ForecastPoint) => ({
      ...{ time, mean: kept(mean) },
      ...{ lo80: kept(lo80), hi80: kept(hi80), lo95: kept(lo95), hi95: kept(hi95) },
    })
    const free = done.result.forecast
    expect(free.some(({ hi95 }) => hi95 > bounds.most)).toBe(true)
    expect(result.forecast).toEqual(free.map(within))
    expect(result.holdout).toMatchObject(done.result.holdout.map(within))
    expect(result.preparation.at(-1)).toMatch(/stay from .* to .*, as all 96 values do/)
  })

  it('refuses bounds that the values cross', async () => {
    const { code, message } = await refusal(months, { bounds: { least: 150 } })
    expect(code).toBe('request-invalid')
    expect(message).toContain('below the bound 150')
  })

  it('continues the calendar and nests its bands', () => {
    const { forecast, holdout } = done.result
    expect(holdout.map(({ time }) => time)[0]).toBe(Date.UTC(2007, 6, 1))
    expect(forecast.map(({ time }) => time)).toEqual(
      [0, 1, 2, 3, 4, 5].map((month) => Date.UTC(2008, month, 1)),
    )
    for (const point of [...forecast, ...holdout]) {
      const { lo95, lo80, mean, hi80, hi95 } = point
      expect([lo95, lo80, mean, hi80, hi95].every(Number.isFinite)).toBe(true)
      expect([lo95, lo80, mean, hi80, hi95]).toEqual(
        [lo95, lo80, mean, hi80, hi95].sort((a, b) => a - b),
      )
    }
    expect(holdout.map(({ actual }) => actual)).toEqual([...months.values.slice(-6)])
  })

  it('scores the hold-out beside the baselines', () => {
    const { metrics, baselines, holdout, season, verdict } = done.result
    expect(season).toBe(12)
    const train = months.values.slice(0, 90)
    const changes = Array.from(train.slice(12), (value, i) => Math.abs(value - train[i]))
    const scale = changes.reduce((sum, value) => sum + value, 0) / changes.length
    const errors = holdout.map(({ actual, mean }) => Math.abs(actual - mean))
    expect(metrics.mase).toBeCloseTo(errors.reduce((sum, value) => sum + value, 0) / 6 / scale, 10)
    const naive = holdout.map(({ actual }) => (actual - train[89]) ** 2)
    const rmse = Math.sqrt(naive.reduce((sum, value) => sum + value, 0) / 6)
    expect(baselines[0]).toMatchObject({ method: 'naive', title: 'the last value' })
    expect(baselines[0].scores.rmse).toBeCloseTo(rmse, 10)
    const best = Math.min(...baselines.map(({ scores }) => scores.mase))
    expect(verdict.skill).toBeCloseTo(1 - metrics.mase / best, 10)
  })

  it('names what was made', () => {
    expect(done.result).toMatchObject({
      model: 'GRU 5',
      backend: 'fused-simd · 1 thread',
      horizon: 6,
    })
    expect(done.result.preparation.length).toBeGreaterThan(0)
    expect(done.result.bands.windows).toBe(18)
  })

  it('tells its progress in order, never back, at most ten batches a second', () => {
    const { events, result } = done
    expect(events.slice(0, 2).map(({ kind }) => kind)).toEqual(['started', 'backend-chosen'])
    const batches = events.filter((event) => event.kind === 'batch')
    const progress = batches.map((event) => event.progress)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(progress.every((share) => share >= 0 && share <= 1)).toBe(true)
    const evaluations = events.filter(
      (event) => event.kind === 'epoch' && event.phase === 'evaluate',
    )
    expect(evaluations).toHaveLength(result.epochsTrained)
    const refits = events.filter((event) => event.kind === 'epoch' && event.phase === 'refit')
    expect(refits.every((event) => event.kind === 'epoch' && event.validationLoss === null)).toBe(
      true,
    )
    const seconds = result.seconds
    expect(batches.length).toBeLessThanOrEqual(10 * seconds + 1)
  })

  it('is the same to the last bit, twice in a row, and another with another seed', async () => {
    const again = await run(months)
    expect(again.result.forecast).toEqual(done.result.forecast)
    expect(again.result.holdout).toEqual(done.result.holdout)
    const other = await run(months, { seed: 12 })
    expect(other.result.forecast).not.toEqual(done.result.forecast)
  })

  it('leaks nothing: with noise after the cut the hold-out forecast is the same to the last bit', async () => {
    const covariate = { name: 'rain', values: growingMonths(96, 8) }
    for (const series of [months, { ...months, covariates: [covariate] }]) {
      const honest = await run(series)
      const noisy = await run(withNoise(series, 90))
      const known = ({ result }: Run): unknown =>
        result.holdout.map((point) => ({ ...point, actual: null }))
      expect(known(noisy)).toEqual(known(honest))
      expect(noisy.result.bestEpoch).toBe(honest.result.bestEpoch)
      expect(noisy.result.metrics).not.toEqual(honest.result.metrics)
    }
  })

  it('forecasts on without logarithms when the hold-out goes below 0', async () => {
    const values = months.values.slice()
    values[93] = -5
    const { result } = await run({ ...months, values })
    expect(result.preparation.join(' ')).toContain('without logarithms')
    expect(result.forecast.every(({ lo95, hi95 }) => Number.isFinite(lo95 + hi95))).toBe(true)
  })

  it('learns around gaps, in the hold-out too', async () => {
    const values = months.values.slice()
    for (const step of [3, 20, 21, 22, 50, 92]) values[step] = Number.NaN
    const { result } = await run({ ...months, values })
    expect(result.holdout[2].actual).toBeNaN()
    expect(Number.isFinite(result.metrics.mase)).toBe(true)
    expect(result.forecast.every(({ mean }) => Number.isFinite(mean))).toBe(true)
  })
})

describe('forecast refuses', () => {
  it('a series that is too short, with the number of rows needed', async () => {
    const short = seriesOf(Float64Array.of(1, 2, 3))
    const error = await refusal(short, { horizon: 12, input: { history: 1, segment: 1 } })
    expect(error).toMatchObject({
      code: 'series-too-short',
      message: 'A horizon of 12 needs at least 27 rows; this file has 3.',
    })
  })

  it('equal values, infinite ones, and a hold-out without any', async () => {
    const constant = seriesOf(new Float64Array(60).fill(4))
    expect(await refusal(constant)).toMatchObject({ code: 'series-constant' })
    const infinite = months.values.slice()
    infinite[7] = Infinity
    expect(await refusal({ ...months, values: infinite })).toMatchObject({
      code: 'series-not-finite',
    })
    const open = months.values.slice()
    open.fill(Number.NaN, 90)
    expect((await refusal({ ...months, values: open })).message).toBe(
      'sales has no value in its last 6 rows, so no forecast can be scored there.',
    )
  })

  it('a spec that is none, and says so when training diverges', async () => {
    expect(await refusal(months, { horizon: 0 })).toMatchObject({ code: 'spec-invalid' })
    const wild = { optimizer: { kind: 'adam', learningRate: 1e38, weightDecay: 0 } } as const
    expect(await refusal(months, { ...wild, epochs: 20 })).toMatchObject({
      code: 'training-diverged',
    })
  })
})
