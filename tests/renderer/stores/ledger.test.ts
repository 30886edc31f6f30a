import { describe, expect, it } from 'vitest'
import { startingJob, type JobState } from '../../../renderer/src/stores/job-state'
import { ledgerOf, runningText, type LedgerInput } from '../../../renderer/src/stores/ledger'
import { profile } from '../profile'

const fresh: LedgerInput = {
  profile: profile(),
  model: { name: 'GRU 32', faulty: false },
  run: null,
  backtest: null,
  classes: null,
  forecast: null,
}
const running: JobState = { ...startingJob, status: 'running', epochs: 60, epoch: 14 }
const epoch = { epoch: 1, training: 0.5, validation: 0.6 }
const done: JobState = {
  ...running,
  status: 'done',
  bestEpoch: 1,
  curve: [epoch, { ...epoch, epoch: 2 }],
}

describe('ledgerOf', () => {
  it('has nothing to reach without a file', () => {
    const entries = ledgerOf({ ...fresh, profile: null })
    expect(entries.map((entry) => entry.reachable)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ])
    expect(entries.every((entry) => entry.state === 'waiting')).toBe(true)
  })

  it('says what the data and the model are', () => {
    const [data, explore, model] = ledgerOf({ ...fresh, profile: profile({ issueCount: 1 }) })
    expect(data).toMatchObject({ text: '60 days · 1 issue', state: 'done' })
    expect(explore).toMatchObject({ text: 'sales', state: 'done', reachable: true })
    expect(model).toMatchObject({ text: 'GRU 32', state: 'done' })
  })

  it('lets only Data be reached when the roles make no series', () => {
    const blocked = { code: 'no-target', message: 'No target.', details: {} } as const
    const entries = ledgerOf({ ...fresh, profile: profile({ blocked }) })
    expect(entries.filter((entry) => entry.reachable).map((entry) => entry.step)).toEqual(['data'])
    expect(entries[0]?.state).toBe('stale')
  })

  it('marks a model that cannot be trained', () => {
    const [, , model] = ledgerOf({ ...fresh, model: { name: 'GRU 0', faulty: true } })
    expect(model).toMatchObject({ text: 'Something to mend', state: 'stale' })
  })

  it('shows a running job and keeps the forecast waiting', () => {
    const [, , , train, evaluate, forecast] = ledgerOf({ ...fresh, run: running })
    expect(train).toMatchObject({ text: 'Epoch 14 of 60', state: 'running' })
    for (const entry of [evaluate, forecast]) {
      expect(entry).toMatchObject({ text: 'Needs a trained run', state: 'waiting' })
    }
  })

  it('gives the results, and says when the model or the data changed after them', () => {
    const forecast = { text: '14 days to 14 Jan 2016', stale: false }
    const now = ledgerOf({ ...fresh, run: done, forecast })
    expect(now[3]).toMatchObject({ text: 'Best at epoch 1 of 2', state: 'done' })
    expect(now[5]).toMatchObject({ text: '14 days to 14 Jan 2016', state: 'done' })
    const later = ledgerOf({ ...fresh, run: done, forecast: { ...forecast, stale: true } })
    expect(later[3]).toMatchObject({ text: 'Model or data changed', state: 'stale' })
    expect(later[5]).toMatchObject({ text: '14 days to 14 Jan 2016', state: 'stale' })
  })

  it('tells how often classes were right', () => {
    const forecast = { text: '1 day', stale: false }
    const entries = ledgerOf({ ...fresh, run: done, classes: 'Right in 45 %', forecast })
    expect(entries[4]).toMatchObject({ text: 'Right in 45 %', state: 'done' })
  })

  it('keeps an earlier forecast when a later run fails', () => {
    const forecast = { text: '14 days', stale: false }
    const [, , , train, , kept] = ledgerOf({
      ...fresh,
      run: { ...running, status: 'failed' },
      forecast,
    })
    expect(train).toMatchObject({ text: 'Stopped by a fault', state: 'stale' })
    expect(kept).toMatchObject({ text: '14 days', state: 'done' })
  })
})

describe('runningText', () => {
  it('follows the job from its start to the refit', () => {
    expect(runningText(startingJob)).toBe('Starting')
    expect(runningText({ ...running, phase: 'refit', epoch: 3 })).toBe('Refit, epoch 3')
    expect(runningText({ ...running, status: 'cancelling' })).toBe('Cancelling')
  })
})
