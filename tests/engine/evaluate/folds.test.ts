import { describe, expect, it } from 'vitest'
import { mostFolds, planFolds } from '../../../engine/evaluate/folds'

const plan = { folds: 3, horizon: 4, leastTraining: 10 }
const spans = (rows: number, more: object = {}): readonly (readonly number[])[] =>
  [...planFolds(rows, { ...plan, ...more })].map(({ trainFrom, origin, end }) => [
    trainFrom,
    origin,
    end,
  ])

describe('folds', () => {
  it('expand to the last row without scoring a row twice', () => {
    expect(spans(30)).toEqual([
      [0, 18, 22],
      [0, 22, 26],
      [0, 26, 30],
    ])
  })

  it('slide, and may overlap', () => {
    expect(spans(30, { slide: 10, step: 1 })).toEqual([
      [14, 24, 28],
      [15, 25, 29],
      [16, 26, 30],
    ])
  })

  it('refuse a window that holds too few rows to learn from', () => {
    expect(() => spans(30, { slide: 9 })).toThrow(
      expect.objectContaining({
        message: 'A window of 9 rows is too short: 10 are needed to learn from.',
        code: 'request-invalid',
      }),
    )
  })

  it('say how many rows they need and what to reduce', () => {
    expect(spans(22)).toHaveLength(3)
    expect(() => spans(21)).toThrow(
      '3 folds of 4 steps, 4 rows apart, after 10 rows to learn from need 22 rows; there are 21.',
    )
    expect(() => spans(21)).toThrow(
      expect.objectContaining({
        code: 'series-too-short',
        details: { remedy: 'Reduce the folds to 2 or reduce the horizon to 3 or add rows.' },
      }),
    )
    expect(() => spans(11, { folds: 1 })).toThrow(
      expect.objectContaining({ details: { remedy: 'Reduce the horizon to 1 or add rows.' } }),
    )
    expect(() => spans(9, { folds: 1 })).toThrow(
      expect.objectContaining({ details: { remedy: 'Add rows.' } }),
    )
  })

  it('know how many there can be', () => {
    expect([13, 14, 17, 18, 22].map((rows) => mostFolds(rows, plan))).toEqual([0, 1, 1, 2, 3])
  })
})
