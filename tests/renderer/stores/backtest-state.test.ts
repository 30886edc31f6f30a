import { describe, expect, it } from 'vitest'
import type { JobEvent } from '../../../engine/jobs/protocol'
import {
  backtestProgress,
  reduceBacktest,
  startingBacktest,
  type BacktestMessage,
  type BacktestState,
} from '../../../renderer/src/stores/backtest-state'
import { part, partsOf, plan, resultOf } from '../backtest'

const errors = [
  [0.5, 1.5, 0.5, 0.5],
  [1, 1, 1, 2],
  [2, 2, 2, 2],
]
const planned: JobEvent = { kind: 'planned', plan }
const fold = (method: string, index: number, error: number, done: number): JobEvent => ({
  kind: 'fold',
  result: part(method, index, error),
  done,
  tasks: 12,
  secondsLeft: 12 - done,
})
const after = (...events: readonly BacktestMessage[]): BacktestState =>
  events.reduce(reduceBacktest, startingBacktest)

const firstFold = [fold('network', 0, 0.5, 1), fold('naive', 0, 1, 2), fold('drift', 0, 2, 3)]

describe('a backtest', () => {
  it('has scores from the first fold that every method has made', () => {
    const early = after(planned, ...firstFold.slice(0, 2))
    expect(early.result).toBeNull()
    const state = after(planned, ...firstFold)
    expect(state.result?.folds).toEqual([0])
    expect(state.result?.methods.map(({ method }) => method)).toEqual(['network', 'naive', 'drift'])
    expect(backtestProgress(state)).toBe(0.25)
    expect(state.secondsLeft).toBe(9)
  })

  it('keeps what was finished when it is cancelled or fails, and nothing follows', () => {
    const partial = after(planned, ...firstFold, fold('network', 1, 1, 4))
    const cancelled = [{ kind: 'cancel-asked' }, { kind: 'cancelled' }] as const
    const over = cancelled.reduce(reduceBacktest, partial)
    expect(over).toMatchObject({ status: 'cancelled', result: { folds: [0] } })
    expect(reduceBacktest(over, fold('naive', 1, 1, 5))).toBe(over)
    const error = { code: 'internal', message: 'No memory.', details: {} } as const
    const failed = reduceBacktest(partial, { kind: 'failed', error })
    expect(failed).toMatchObject({ status: 'failed', error, result: { folds: [0] } })
  })

  it('ends with the scores of all folds', () => {
    const backtest = resultOf(errors)
    const state = after(planned, { kind: 'done', result: { kind: 'backtest', backtest } })
    expect(state).toMatchObject({ status: 'done', secondsLeft: 0 })
    expect(state.result).toBe(backtest)
    // What the last fold has shown stays as it is: nothing is drawn anew.
    const folds = partsOf(errors).map((result): JobEvent => {
      return { kind: 'fold', result, done: 1, tasks: 12, secondsLeft: 0 }
    })
    const shown = after(planned, ...folds)
    const over = reduceBacktest(shown, { kind: 'done', result: { kind: 'backtest', backtest } })
    expect(over.result).toBe(shown.result)
    expect(over.result).toEqual(backtest)
  })

  it('goes on when cancelling was refused', () => {
    const state = after(planned, { kind: 'cancel-asked' }, { kind: 'cancel-refused' })
    expect(state.status).toBe('running')
  })

  it('counts the same folds whatever order its parts come in', () => {
    const parts = partsOf(errors)
    const told = (order: typeof parts) =>
      after(
        planned,
        ...order.map((result, i): JobEvent => ({
          kind: 'fold',
          result,
          done: i + 1,
          tasks: 12,
          secondsLeft: 0,
        })),
      ).result
    expect(told(parts.toReversed())?.folds).toEqual([0, 1, 2, 3])
    expect(told(parts.toReversed())?.methods[0].report.total).toEqual(
      told(parts)?.methods[0].report.total,
    )
  })
})
