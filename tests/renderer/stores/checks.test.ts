import { describe, expect, it } from 'vitest'
import { checkAfter, replayCheck } from '../../../renderer/src/stores/checks'
import { resultOf } from '../../electron/main/forecast-result'

const first = resultOf('sales')

describe('a replay', () => {
  it('passes when every bit is the same', () => {
    expect(replayCheck(first, resultOf('sales'))).toEqual({
      status: 'passed',
      text: 'Trained again from the seed: all 10 numbers are the same.',
    })
  })
  it('fails for one number, and names it', () => {
    const [one, two] = first.forecast
    const forecast = [one, { ...two, mean: 13.000000000000002 }]
    expect(replayCheck(first, { ...first, forecast })).toEqual({
      status: 'failed',
      text: 'Trained again, the forecast differs: 13 became 13.000000000000002 at step 2.',
    })
    expect(replayCheck(first, { ...first, forecast: [one] }).status).toBe('failed')
  })
})

describe('a check', () => {
  it('ends with what its job says', () => {
    const proof = { sealed: false, first: null, sentence: 'It leaks.', cut: 9, methods: 3 }
    const done = { kind: 'done', result: { kind: 'leak-proof', proof } } as const
    expect(checkAfter(done, first)).toEqual({ status: 'failed', text: 'It leaks.' })
    expect(checkAfter({ kind: 'cancelled' }, first)).toEqual({ status: 'stopped', error: null })
    expect(checkAfter({ kind: 'started', epochs: 1, parameterCount: 2 }, first)).toBeNull()
  })
})
