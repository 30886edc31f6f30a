import { describe, expect, it } from 'vitest'
import { rowsNeeded, splitRows } from '../../../engine/prepare/split'
import { parseEquation } from '../../../renderer/src/views/model/equations'
import { shortRemedies } from '../../../renderer/src/views/model/short-remedies'
import {
  lastSteps,
  movedWindow,
  zoomedWindow,
} from '../../../renderer/src/views/explore/series-window'

describe('remedies for a short series', () => {
  it('are sizes that the split accepts', () => {
    const { history, horizon } = shortRemedies(40, 12, 30)
    expect(history).not.toBeNull()
    expect(() => splitRows(40, 12, history ?? 0)).not.toThrow()
    expect(horizon).not.toBeNull()
    expect(() => splitRows(40, horizon ?? 0, 30)).not.toThrow()
    expect(() => splitRows(40, (horizon ?? 0) + 1, 30)).toThrow()
  })
  it('are none where nothing helps', () => {
    expect(shortRemedies(3, 12, 3)).toEqual({ history: null, horizon: null })
    expect(rowsNeeded(1, 1)).toBeGreaterThan(3)
  })
})

it('reads formulas as symbols with subscripts', () => {
  expect(parseEquation('h_t = ( 1 − z_t ) ⊙ tanh')).toEqual([
    { tag: 'mi', text: 'h', sub: 't' },
    { tag: 'mo', text: '=', sub: null },
    { tag: 'mo', text: '(', sub: null },
    { tag: 'mn', text: '1', sub: null },
    { tag: 'mo', text: '−', sub: null },
    { tag: 'mi', text: 'z', sub: 't' },
    { tag: 'mo', text: ')', sub: null },
    { tag: 'mo', text: '⊙', sub: null },
    { tag: 'mi', text: 'tanh', sub: null },
  ])
})

describe('the visible window', () => {
  it('zooms around its middle and stays inside', () => {
    expect(zoomedWindow([0, 99], 0.5, 100)).toEqual([25, 74])
    expect(zoomedWindow([0, 9], 2, 100)).toEqual([0, 19])
    expect(zoomedWindow([10, 90], 4, 100)).toEqual([0, 99])
    expect(zoomedWindow([50, 55], 0.5, 100)).toEqual([49, 56])
  })
  it('moves by a share of its width and stops at the ends', () => {
    expect(movedWindow([20, 39], 0.25, 100)).toEqual([25, 44])
    expect(movedWindow([20, 39], -2, 100)).toEqual([0, 19])
    expect(movedWindow([70, 89], 1, 100)).toEqual([80, 99])
  })
  it('shows the last steps, or all', () => {
    expect(lastSteps(30, 100)).toEqual([70, 99])
    expect(lastSteps(null, 100)).toEqual([0, 99])
    expect(lastSteps(300, 100)).toEqual([0, 99])
  })
})
