import { describe, expect, it } from 'vitest'
import type { JobEvent } from '../../../engine/jobs/protocol'
import {
  isOver,
  reduceJob,
  startingJob,
  type JobState,
  type RunEvent,
} from '../../../renderer/src/stores/job-state'

const reduce = (...events: RunEvent[]): JobState => events.reduce(reduceJob, startingJob)
const started: JobEvent = { kind: 'started', epochs: 60, parameterCount: 3744 }
const batch = (epoch: number, progress: number): JobEvent => ({
  kind: 'batch',
  phase: 'evaluate',
  epoch,
  batch: 1,
  batches: 6,
  progress,
  secondsLeft: 4,
})
const epoch = (number: number, loss: number, bestEpoch: number): JobEvent => ({
  kind: 'epoch',
  phase: 'evaluate',
  epoch: number,
  trainingLoss: loss,
  validationLoss: loss + 0.1,
  bestEpoch,
  seconds: 0.5,
})
const refit: JobEvent = {
  kind: 'epoch',
  phase: 'refit',
  epoch: 1,
  trainingLoss: 0.3,
  validationLoss: null,
  bestEpoch: 2,
  seconds: 0.5,
}
const failed: JobEvent = {
  kind: 'failed',
  error: { code: 'training-diverged', message: 'Training stopped at epoch 3.', details: {} },
}

describe('epochs', () => {
  it('become the curve, with the best so far', () => {
    const state = reduce(started, batch(1, 0.01), epoch(1, 0.8, 1), epoch(2, 0.4, 2))
    expect(state.curve).toEqual([
      { epoch: 1, training: 0.8, validation: 0.9 },
      { epoch: 2, training: 0.4, validation: 0.5 },
    ])
    expect(state).toMatchObject({ status: 'running', epochs: 60, epoch: 2, bestEpoch: 2 })
  })
  it('told again since a checkpoint, by the executor that took over, stand once', () => {
    const told = [epoch(1, 0.8, 1), epoch(2, 0.4, 2), epoch(3, 0.3, 3), epoch(2, 0.41, 2)]
    expect(reduce(started, ...told).curve.map((loss) => [loss.epoch, loss.training])).toEqual([
      [1, 0.8],
      [2, 0.41],
    ])
  })
  it('of the refit go to their own curve', () => {
    const state = reduce(started, epoch(1, 0.8, 1), epoch(2, 0.4, 2), refit)
    expect(state.curve).toHaveLength(2)
    expect(state.refit).toEqual([{ epoch: 1, training: 0.3, validation: null }])
    expect(state).toMatchObject({ phase: 'refit', bestEpoch: 2 })
  })
})

it('a batch leaves the curves the very same, so that charts need not redraw', () => {
  const before = reduce(started, epoch(1, 0.8, 1))
  const after = reduceJob(before, batch(2, 0.1))
  expect(after.curve).toBe(before.curve)
  expect(after.refit).toBe(before.refit)
})

it('progress never goes back', () => {
  expect(reduce(started, batch(3, 0.4), batch(3, 0.3)).progress).toBe(0.4)
})

describe('the end', () => {
  it('keeps the curve of a run that was cancelled', () => {
    const cancelled = reduce(
      started,
      epoch(1, 0.8, 1),
      { kind: 'cancel-asked' },
      { kind: 'cancelled' },
    )
    expect(cancelled).toMatchObject({ status: 'cancelled', error: null })
    expect(cancelled.curve).toHaveLength(1)
  })
  it('keeps the curve and the error of a run that failed', () => {
    const state = reduce(started, epoch(1, 0.8, 1), failed)
    expect(state).toMatchObject({ status: 'failed', error: { code: 'training-diverged' } })
    expect(state.curve).toHaveLength(1)
  })
  it('is final: later events change nothing', () => {
    const state = reduce(started, { kind: 'cancelled' })
    expect(isOver(state)).toBe(true)
    expect(reduceJob(state, epoch(1, 0.8, 1))).toBe(state)
  })
  it('stays asked for while the job still reports', () => {
    const state = reduce({ kind: 'cancel-asked' }, started, batch(1, 0.1))
    expect(state.status).toBe('cancelling')
  })
  it('goes on when cancelling was refused', () => {
    expect(reduce(started, { kind: 'cancel-asked' }, { kind: 'cancel-refused' }).status).toBe(
      'running',
    )
  })
})
