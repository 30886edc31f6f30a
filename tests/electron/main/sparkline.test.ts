import { describe, expect, it } from 'vitest'
import { sparkline } from '../../../electron/main/sparkline'

describe('sparkline', () => {
  it('is the series itself when it is short', () => {
    expect(sparkline(new Float64Array([3, 1, 2]), 120)).toEqual([3, 1, 2])
    expect(sparkline(new Float64Array(), 120)).toEqual([])
  })

  it('takes means of equal stretches', () => {
    expect(sparkline(new Float64Array([1, 3, 5, 7, 10, 20]), 3)).toEqual([2, 6, 15])
  })

  it('leaves missing values out', () => {
    expect(sparkline(new Float64Array([1, NaN, NaN, NaN, 4, 6]), 3)).toEqual([1, 5])
  })

  it('covers every value once whatever the lengths', () => {
    const points = sparkline(
      Float64Array.from({ length: 1461 }, (_, i) => i),
      120,
    )
    expect(points).toHaveLength(120)
    // Stretches of 12 or 13: the first of 0…11, the last of 1448…1460.
    expect(points[0]).toBe(5.5)
    expect(points[119]).toBe(1454)
  })
})
