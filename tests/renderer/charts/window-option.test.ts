import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placeWindow, windowOption } from '../../../renderer/src/charts/window-option'
import { daily, days, theme } from './fixtures'
import { renderSvg } from './render-svg'

it('keeps the window and what is drawn inside the series', () => {
  const sizes = fc.tuple(
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 0, max: 2000 }),
  )
  fc.assert(
    fc.property(sizes, ([history, horizon, spare]) => {
      const steps = history + horizon + spare
      const { origin, view } = placeWindow(steps, history, horizon)
      expect(origin - history).toBeGreaterThanOrEqual(view[0])
      expect(view[0]).toBeGreaterThanOrEqual(0)
      expect(origin + horizon - 1).toBeLessThanOrEqual(view[1])
      expect(view[1]).toBeLessThan(steps)
    }),
  )
})

it('draws history in ink and the horizon dashed in accent', () => {
  const values = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i / 3))
  const place = placeWindow(200, 30, 14)
  const grid = { frequency: daily, times: days('2015-01-01', 200) }
  const build = windowOption({
    target: 'x',
    grid,
    values,
    decimals: 1,
    history: 30,
    horizon: 14,
    ...place,
  })
  const svg = renderSvg(build, { width: 800, height: 400 })
  expect(svg).toContain(`stroke="${theme.actual}" stroke-width="2"`)
  expect(svg).toMatch(
    new RegExp(`stroke="${theme.forecast}" stroke-width="2"[^>]*stroke-dasharray`),
  )
})
