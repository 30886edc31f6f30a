import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowAt, topOf, totalHeight } from '../../../renderer/src/views/data/row-layout'

describe('row layout', () => {
  const layout = { rowHeight: 24, rowCount: 5, stripRows: [0, 3] }

  it('puts a strip above its row and pushes the rest down', () => {
    expect([0, 1, 2, 3, 4].map((row) => topOf(layout, row))).toEqual([0, 48, 72, 96, 144])
    expect(totalHeight(layout)).toBe(168)
  })

  it('counts a strip as part of its row', () => {
    expect([0, 47, 48, 100, 143, 144, 9999, -5].map((y) => rowAt(layout, y))).toEqual([
      0, 0, 1, 3, 3, 4, 4, 0,
    ])
  })

  it('finds every row by its own top', () => {
    const rows = fc.integer({ min: 1, max: 3_000_000 })
    fc.assert(
      fc.property(rows, fc.uniqueArray(fc.nat(2_999_999)), fc.nat(), (rowCount, strips, pick) => {
        const stripRows = strips.filter((row) => row < rowCount).sort((a, b) => a - b)
        const long = { rowHeight: 24, rowCount, stripRows }
        const row = pick % rowCount
        expect(rowAt(long, topOf(long, row))).toBe(row)
        expect(rowAt(long, topOf(long, row) + 23)).toBe(row)
      }),
    )
  })
})
