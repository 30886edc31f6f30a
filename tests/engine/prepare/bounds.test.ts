import { describe, expect, it } from 'vitest'
import {
  boundsKnowing,
  checkBounds,
  explainBounds,
  settleBounds,
  suggestBounds,
} from '../../../engine/prepare/bounds'

const of = (...values: readonly number[]) => ({ name: 'x', values: Float64Array.from(values) })
const sales = of(...Array.from({ length: 24 }, (_, i) => i % 4), Number.NaN)

describe('bounds', () => {
  it('are refused where values cross them or nothing lies between', () => {
    checkBounds(of(0, Number.NaN, 5), { least: 0 })
    expect(() => checkBounds(of(-1), { least: 0 })).toThrow('below the bound 0')
    expect(() => checkBounds(of(7), { most: 5 })).toThrow('above the bound 5')
    expect(() => checkBounds(of(1), { least: 2, most: 1 })).toThrow('nothing between')
  })

  it('are suggested at 0 for amounts that come near it, and for nothing else', () => {
    expect(suggestBounds([sales])).toEqual({ least: 0, automatic: true })
    const warm = of(...Array.from({ length: 24 }, (_, i) => 20 + (i % 4)))
    const gains = of(...sales.values, -0.1)
    const few = of(...sales.values.subarray(0, 17))
    for (const other of [warm, gains, few]) {
      expect(suggestBounds([sales, other])).toEqual({ automatic: true })
    }
  })

  it('are those that are wanted, then those that are suggested', () => {
    expect(settleBounds({}, { least: 0 })).toEqual({ least: 0 })
    expect(settleBounds({ atLeast: null, atMost: 9 }, { least: 0 })).toEqual({ most: 9 })
    const suggested = { least: 0, automatic: true }
    expect(settleBounds({ atLeast: 1 }, suggested)).toEqual({ least: 1 })
    expect(settleBounds({ atMost: 9 }, suggested)).toEqual({ ...suggested, most: 9 })
  })

  it('follow what is known where they are automatic, and stay where somebody set them', () => {
    const sunk = of(...sales.values, -5)
    expect(boundsKnowing({ most: 9, automatic: true }, [sales])).toMatchObject({
      least: 0,
      most: 9,
    })
    expect(boundsKnowing({ least: 0, automatic: true }, [sunk]).least).toBeUndefined()
    expect(boundsKnowing({ least: 0 }, [sunk])).toEqual({ least: 0 })
    expect(boundsKnowing({ most: 9 }, [sales])).toEqual({ most: 9 })
  })

  it('are explained by the values that keep to them', () => {
    const told = (bounds: { least?: number; most?: number }) => explainBounds(bounds, [sales])
    expect(told({})).toEqual([])
    expect(told({ least: 0 })).toEqual([
      'Forecasts and their bands stay at or above 0, as all 24 values do.',
    ])
    expect(told({ most: 9 })[0]).toContain('at or below 9')
    expect(told({ least: 0, most: 9 })[0]).toContain('from 0 to 9')
  })
})
