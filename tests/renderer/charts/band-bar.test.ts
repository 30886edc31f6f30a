import { expect, it } from 'vitest'
import { bandBar, bandScale } from '../../../renderer/src/charts/band-bar'
import { point } from './fixtures'

it('keeps every bar within its cell, on one scale', () => {
  const points = [point(8, 4, 8), point(7, 5, 12)]
  const scale = bandScale(points)
  for (const each of points) {
    const bar = bandBar(each, scale)
    expect(bar.left95).toBeGreaterThanOrEqual(0)
    expect(bar.left95 + bar.width95).toBeLessThanOrEqual(100)
    expect(bar.left80).toBeGreaterThan(bar.left95)
    expect(bar.mean).toBeCloseTo(bar.left80 + bar.width80 / 2)
  }
})
