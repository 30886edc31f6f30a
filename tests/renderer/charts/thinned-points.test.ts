import fc from 'fast-check'
import { expect, it } from 'vitest'
import { thinnedPoints } from '../../../renderer/src/charts/thinned-points'

it('gives every point where there is room', () => {
  expect(thinnedPoints(Float64Array.of(5, NaN, 7, 8), 1, 3, 10)).toEqual([
    [1, NaN],
    [2, 7],
    [3, 8],
  ])
})

it('keeps both extremes, real points only, in order', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(fc.array(value, { minLength: 40, maxLength: 300 }), (list) => {
      const values = Float64Array.from(list)
      const points = thinnedPoints(values, 0, values.length - 1, 20)
      expect(points.length).toBeLessThanOrEqual(20)
      for (const [step, kept] of points) expect(kept).toBe(values[step])
      const steps = points.map(([step]) => step)
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b))
      const kept = points.map(([, value]) => value)
      expect(Math.max(...kept)).toBe(Math.max(...values))
      expect(Math.min(...kept)).toBe(Math.min(...values))
    }),
  )
})

it('breaks the line at a gap', () => {
  const values = new Float64Array(1000).fill(1)
  values[500] = NaN
  const points = thinnedPoints(values, 0, 999, 40)
  expect(points.filter(([, value]) => Number.isNaN(value))).toEqual([[500, NaN]])
})
