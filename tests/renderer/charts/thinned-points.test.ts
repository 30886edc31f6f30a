import fc from 'fast-check'
import { expect, it } from 'vitest'
import { thinnedPoints } from '../../../renderer/src/charts/thinned-points'
import { boundsWithin, extremesOf, pyramidOf } from '../../../renderer/src/charts/value-pyramid'

it('gives every point where there is room', () => {
  expect(thinnedPoints(pyramidOf(Float64Array.of(5, NaN, 7, 8)), 1, 3, 10)).toEqual([
    [1, NaN],
    [2, 7],
    [3, 8],
  ])
})

/** Few different values, so that ties are common, and stretches without any. */
const lists = fc
  .array(fc.tuple(fc.option(fc.integer({ min: -3, max: 3 })), fc.integer({ min: 1, max: 90 })), {
    minLength: 4,
    maxLength: 30,
  })
  .map((runs) =>
    Float64Array.from(
      runs.flatMap(([value, length]) =>
        Array.from({ length }, (_, i) => (value === null ? NaN : value + (i % 3))),
      ),
    ),
  )

/** What a look at every value finds. */
function naive(values: Float64Array, first: number, end: number) {
  const steps = Array.from({ length: end - first }, (_, i) => first + i)
  const known = steps.filter((step) => !Number.isNaN(values[step]))
  const least = Math.min(...known.map((step) => values[step]))
  const greatest = Math.max(...known.map((step) => values[step]))
  return {
    low: known.find((step) => values[step] === least) ?? -1,
    high: known.find((step) => values[step] === greatest) ?? -1,
    gap: steps.findLast((step) => Number.isNaN(values[step])) ?? -1,
  }
}

it('finds in any stretch what a look at every value finds', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(lists, share, share, (values, a, b) => {
      const [first, end] = [a, b].map((at) => Math.floor(at * values.length)).sort((x, y) => x - y)
      const pyramid = pyramidOf(values)
      const expected = naive(values, first, end)
      expect(extremesOf(pyramid, first, end)).toEqual(expected)
      const known = values.slice(first, end).filter((value) => !Number.isNaN(value))
      const bounds = known.length === 0 ? [] : [Math.min(...known), Math.max(...known)]
      expect(boundsWithin(pyramid, first, end - 1)).toEqual(bounds)
    }),
  )
})

it('draws the extremes and a gap of every stretch, real points only, in order', () => {
  fc.assert(
    fc.property(lists, fc.integer({ min: 2, max: 12 }), (values, stretches) => {
      const points = thinnedPoints(pyramidOf(values), 0, values.length - 1, 2 * stretches)
      for (const [step, kept] of points) expect(kept).toBe(values[step])
      const steps = points.map(([step]) => step)
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b))
      if (values.length <= 2 * stretches) return
      for (let i = 0; i < stretches; i++) {
        const first = Math.floor((i * values.length) / stretches)
        const end = Math.floor(((i + 1) * values.length) / stretches)
        const { low, high, gap } = naive(values, first, end)
        const wanted = [...new Set([low, high, gap])].filter((step) => step >= 0)
        const drawn = steps.filter((step) => step >= first && step < end)
        expect(drawn).toEqual(wanted.sort((a, b) => a - b))
      }
    }),
  )
})
