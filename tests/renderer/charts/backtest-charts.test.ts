import { describe, expect, it } from 'vitest'
import { hindcastOption, hindcastRange } from '../../../renderer/src/charts/hindcast-option'
import { horizonOption, horizonRange } from '../../../renderer/src/charts/horizon-option'
import { daily, days, theme } from './fixtures'
import { renderSvg } from './render-svg'

const size = { width: 800, height: 300 }

describe('the chart of hindcasts', () => {
  const flat = (value: number) => new Float64Array(7).fill(value)
  const fold = (origin: number) => ({
    origin,
    mean: flat(10),
    bands: [
      { level: 0.8, lower: flat(5), upper: flat(15) },
      { level: 0.95, lower: flat(-40), upper: flat(30) },
    ],
  })
  const data = {
    target: 'x',
    grid: { frequency: daily, times: days('2024-01-01', 60) },
    measured: Float64Array.from({ length: 60 }, (_, i) => i % 9),
    folds: [fold(46), fold(53)],
    decimals: 1,
  }

  it('leaves no band out of its range', () => {
    const { min, max } = hindcastRange(data)
    expect(min).toBeLessThanOrEqual(-40)
    expect(max).toBeGreaterThanOrEqual(30)
  })

  it('draws a line and both bands for each fold, and what happened over them', () => {
    const svg = renderSvg(hindcastOption(data), size)
    const count = (text: string): number => svg.split(text).length - 1
    expect(count(`stroke="${theme.forecast}"`)).toBe(2)
    expect(count(`fill="${theme.band80}"`)).toBe(2)
    expect(count(`fill="${theme.band95}"`)).toBe(2)
    expect(svg.lastIndexOf(`stroke="${theme.actual}"`)).toBeGreaterThan(
      svg.lastIndexOf(`stroke="${theme.forecast}"`),
    )
  })
})

describe('the chart of errors by step ahead', () => {
  const data = {
    lines: [
      { name: 'GRU 32', role: 'network' as const, errors: [3, 4, 5] },
      { name: 'Theta', role: 'best' as const, errors: [2, 2.5, 8] },
      { name: 'Last value', role: 'other' as const, errors: [4, 6, 7] },
    ],
    unit: 'days',
    decimals: 1,
  }

  it('starts at 0, so that heights are errors', () => {
    const { min, max } = horizonRange(data)
    expect(min).toBe(0)
    expect(max).toBeGreaterThanOrEqual(8)
  })

  it('names each line at its end, and rules differ in dash', () => {
    const svg = renderSvg(horizonOption(data), size)
    for (const { name } of data.lines) expect(svg).toContain(name)
    expect(svg).toContain(`stroke="${theme.forecast}" stroke-width="2.5"`)
    expect(svg).toMatch(new RegExp(`stroke="${theme.second}"[^>]*stroke-dasharray`))
  })

  it('shows a point where there is one step only', () => {
    const one = { ...data, lines: data.lines.map((line) => ({ ...line, errors: [3] })) }
    expect(renderSvg(horizonOption(one), size)).toContain(`fill="${theme.forecast}"`)
  })
})
