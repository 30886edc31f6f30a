import { describe, expect, it } from 'vitest'
import type { Series } from '../../../engine/data/series'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import { startingJob, type JobState } from '../../../renderer/src/stores/job-state'
import {
  calmerRate,
  explanation,
  headline,
  memoryText,
  overfitting,
  stopsAfter,
} from '../../../renderer/src/views/train/train-text'

const series: Series = {
  name: 'x',
  calendar: { frequency: { kind: 'daily', multiple: 1 }, start: 0 },
  values: Float64Array.from({ length: 400 }, (_, i) => i % 7),
  covariates: [],
}
const spec = { ...suggestSpec(series, { horizon: 7 }), earlyStopping: { patience: 12 } }
const point = (epoch: number, training: number, validation: number) => ({
  epoch,
  training,
  validation,
})
const running: JobState = {
  ...startingJob,
  status: 'running',
  epochs: 60,
  epoch: 6,
  bestEpoch: 2,
  curve: [point(1, 0.8, 0.8), point(2, 0.5, 0.42), point(3, 0.4, 0.44), point(4, 0.35, 0.45)],
  secondsLeft: 30.4,
}

it('names the epoch at work and how a run ended', () => {
  expect(headline(running)).toBe('Epoch 6')
  expect(headline({ ...running, status: 'cancelled' })).toBe('Cancelled at epoch 6')
  expect(headline({ ...startingJob, status: 'failed' })).toBe('Not started')
})

describe('the stop', () => {
  it('is patience after the best epoch, at most the most epochs', () => {
    expect(stopsAfter({ spec, state: running })).toBe(14)
    expect(stopsAfter({ spec, state: { ...running, epochs: 10 } })).toBe(10)
  })
  it('is not pending while refitting, nor without early stopping', () => {
    expect(stopsAfter({ spec, state: { ...running, phase: 'refit' } })).toBeNull()
    expect(stopsAfter({ spec: { ...spec, earlyStopping: null }, state: running })).toBeNull()
  })
})

it('says what is being done and how long it takes at most', () => {
  expect(explanation({ spec, series, state: running })).toBe(
    'Stops at epoch 14 unless it improves. At most 0:31 left.',
  )
  const refit = explanation({ spec, series, state: { ...running, phase: 'refit' } })
  expect(refit).toBe('Refitting on everything, for the forecast. At most 0:31 left.')
})

describe('overfitting', () => {
  it('needs three epochs of rising validation and falling training', () => {
    expect(overfitting(running)).toBeNull()
    const longer = { ...running, curve: [...running.curve, point(5, 0.3, 0.47)] }
    expect(overfitting(longer)).toEqual({ since: 2 })
  })
  it('is not claimed while training does not fall either', () => {
    const both = { ...running, curve: [...running.curve, point(5, 0.6, 0.47)] }
    expect(overfitting(both)).toBeNull()
  })
})

it('offers a tenth of the learning rate without binary dust', () => {
  expect(calmerRate(0.003)).toBe(0.0003)
})

describe('the memory', () => {
  const textOf = (steps: number): string | null => {
    const memorySpan = { steps, effects: new Float64Array(30) }
    return memoryText({ series, result: { memorySpan } })
  }
  it('is told in the unit of the series, beside the history it had', () => {
    expect(textOf(23)).toBe(
      'An input still moves the forecast about 23 days back, of 30 days of history.',
    )
    expect(textOf(30)).toBe('Even the first of the 30 days of history still moves the forecast.')
    expect(textOf(0)).toBe('No input moves the forecast.')
  })
  it('is left out where it was not measured', () => {
    expect(memoryText({ series, result: { memorySpan: null } })).toBeNull()
    expect(memoryText({ series, result: null })).toBeNull()
  })
})
