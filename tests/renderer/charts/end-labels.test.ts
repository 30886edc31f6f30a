import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placeLabels } from '../../../renderer/src/charts/end-labels'

it('leaves labels that are far enough apart where they are', () => {
  expect(placeLabels([10, 50, 30], 15, 0, 100)).toEqual([10, 50, 30])
})

it('spreads labels that meet evenly around their middle', () => {
  expect(placeLabels([50, 50], 15, 0, 100)).toEqual([42.5, 57.5])
})

it('keeps the order, the distance and the bounds', () => {
  const heights = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(heights, (wanted) => {
      const placed = placeLabels(wanted, 15, 0, 300)
      const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b)
      order.forEach((index, rank) => {
        expect(placed[index]).toBeGreaterThanOrEqual(0)
        expect(placed[index]).toBeLessThanOrEqual(300)
        if (rank === 0) return
        expect(placed[index] - placed[order[rank - 1]]).toBeGreaterThanOrEqual(15 - 1e-9)
      })
    }),
  )
})
