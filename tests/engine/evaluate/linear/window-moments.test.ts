import { describe, expect, it } from 'vitest'
import { fitRidge, poolMoments, predictRidge } from '../../../../engine/evaluate/linear/ridge'
import { anchoredMoments, windowMoments } from '../../../../engine/evaluate/linear/window-moments'
import { noise } from '../../../helpers/panel'

const values = noise(40, 3)
const width = 7

function direct(shift: (window: Float64Array) => number): readonly Float64Array[] {
  const moments = Array.from({ length: width }, () => new Float64Array(width))
  for (let t = 0; t + width <= values.length; t++) {
    const window = values.slice(t, t + width)
    const base = shift(window)
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) moments[i][j] += (window[i] - base) * (window[j] - base)
    }
  }
  return moments
}

function expectClose(a: readonly Float64Array[], b: readonly Float64Array[]): void {
  a.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(b[i][j], 8)))
}

describe('moments of windows', () => {
  it('are the sums over all windows', () => {
    expectClose(
      windowMoments(values, width),
      direct(() => 0),
    )
  })

  it('can be moved to windows measured from a mean of their own', () => {
    const anchor = Float64Array.of(0, 0, 0, 0.5, 0.5, 0, 0)
    const moved = anchoredMoments(windowMoments(values, width), anchor)
    expectClose(
      moved,
      direct((window) => (window[3] + window[4]) / 2),
    )
  })
})

describe('ridge regression', () => {
  it('finds a season that repeats exactly, in series of any size', () => {
    const wave = (size: number, length: number): Float64Array =>
      Float64Array.from({ length }, (_, t) => size * [1, 5, 2, 8][t % 4])
    const moments = poolMoments([wave(1, 40), wave(2, 60)], 9)
    const form = { history: 5, horizon: 4, anchor: 1, penalty: 1e-9 }
    const ridge = fitRidge(moments ?? [], form)
    const forecast = predictRidge(ridge, wave(30, 41))
    expect([...forecast].map(Math.round)).toEqual([150, 60, 240, 30])
  })

  it('shrinks to what the window is measured from', () => {
    const moments = poolMoments([noise(50)], 6)
    const ridge = fitRidge(moments ?? [], { history: 4, horizon: 2, anchor: 2, penalty: 1e9 })
    const forecast = predictRidge(ridge, Float64Array.of(1, 2, 4, 6))
    expect(forecast[0]).toBeCloseTo(5, 4)
  })

  it('has nothing to learn from series shorter than a window', () => {
    expect(poolMoments([noise(5)], 6)).toBeNull()
  })
})
