import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../engine/errors'
import { rowsNeeded, splitRows } from '../../../engine/prepare/split'

function refusal(rows: number, horizon: number, history: number): EngineError {
  try {
    splitRows(rows, horizon, history)
  } catch (error) {
    if (error instanceof EngineError) return error
  }
  throw new Error('not refused')
}

describe('split', () => {
  it('holds out the last horizon and validates on the fifth before it', () => {
    expect(splitRows(144, 12, 24)).toEqual({ fitEnd: 106, trainEnd: 132, rows: 144 })
  })

  it('always leaves a whole window to fit, validation, and the hold-out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 5000 }),
        (horizon, history, extra) => {
          const rows = rowsNeeded(horizon, history) + extra
          const { fitEnd, trainEnd } = splitRows(rows, horizon, history)
          expect(trainEnd).toBe(rows - horizon)
          expect(fitEnd).toBeGreaterThanOrEqual(history + horizon)
          expect(trainEnd - fitEnd).toBeGreaterThanOrEqual(2)
        },
      ),
    )
  })

  it('says how many rows are needed and what to reduce', () => {
    const none = refusal(3, 12, 1)
    expect(none.code).toBe('series-too-short')
    expect(none.message).toBe('A horizon of 12 needs at least 27 rows; this file has 3.')
    const some = refusal(40, 12, 24)
    expect(some.message).toBe(
      'A horizon of 12 with a history of 24 needs at least 50 rows; this file has 40.',
    )
    expect(some.details.remedy).toBe(
      'Reduce the history to 14 or reduce the horizon to 7 or add rows.',
    )
  })

  it('offers only what would work', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 100 }),
        (horizon, history, rows) => {
          fc.pre(rows < rowsNeeded(horizon, history))
          const remedy = refusal(rows, horizon, history).details.remedy ?? ''
          const toHistory = /history to (\d+)(?! and)/.exec(remedy)
          const toHorizon = /educe the horizon to (\d+)/.exec(remedy)
          const both = /history to 1 and the horizon to (\d+)/.exec(remedy)
          if (both) expect(rowsNeeded(Number(both[1]), 1)).toBeLessThanOrEqual(rows)
          else if (toHistory) {
            expect(rowsNeeded(horizon, Number(toHistory[1]))).toBeLessThanOrEqual(rows)
          }
          if (toHorizon) expect(rowsNeeded(Number(toHorizon[1]), history)).toBeLessThanOrEqual(rows)
        },
      ),
    )
  })
})
