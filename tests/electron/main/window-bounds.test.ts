import { describe, expect, it } from 'vitest'
import { openingBounds, parseBounds } from '../../../electron/main/window-bounds'

const display = { x: 0, y: 0, width: 1920, height: 1080 }
const stored = { x: 100, y: 50, width: 1200, height: 800, maximized: false }

describe('openingBounds', () => {
  it('centres the usual size at the first start', () => {
    expect(openingBounds(null, [display])).toEqual({ x: 240, y: 90, width: 1440, height: 900 })
  })

  it('takes what fits of it on a small display, but not less than the page needs', () => {
    const small = { x: 0, y: 24, width: 1280, height: 600 }
    expect(openingBounds(null, [small])).toEqual({ x: 0, y: 24, width: 1280, height: 640 })
  })

  it('opens where it was', () => {
    expect(openingBounds(stored, [display])).toEqual({ x: 100, y: 50, width: 1200, height: 800 })
  })

  it.each([
    ['a display that is gone', { ...stored, x: 2500 }],
    ['a title bar above the screen', { ...stored, y: -30 }],
    ['a sliver at the edge', { ...stored, x: 1900 }],
  ])('does not open on %s', (_where, bounds) => {
    expect(openingBounds(bounds, [display]).x).toBe(240)
  })
})

describe('parseBounds', () => {
  it('takes what was stored and nothing else', () => {
    expect(parseBounds(JSON.stringify(stored))).toEqual(stored)
    expect(parseBounds('{"x":1}')).toBeNull()
    expect(parseBounds('')).toBeNull()
  })
})
