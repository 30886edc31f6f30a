import { describe, expect, it } from 'vitest'
import {
  decimalsForSpread,
  decimalsOf,
  durationText,
  numberText,
} from '../../../renderer/src/charts/number-text'

describe('numberText', () => {
  it('groups thousands, keeps decimals and writes a true minus', () => {
    expect(numberText(1461, 0)).toBe('1,461')
    expect(numberText(-0.32, 1)).toBe('−0.3')
    expect(numberText(7, 1)).toBe('7.0')
  })
  it('does not write a negative zero', () => {
    expect(numberText(-0.04, 1)).toBe('0.0')
  })
  it('writes a missing number as a dash', () => {
    expect(numberText(NaN, 1)).toBe('–')
  })
})

describe('decimalsOf', () => {
  it('finds what a file was written with, in spite of binary fractions', () => {
    expect(decimalsOf([12.8, 10.6, 0.1 + 0.2])).toBe(1)
    expect(decimalsOf([112, 118, NaN])).toBe(0)
    expect(decimalsOf([316.19, 317.3])).toBe(2)
    expect(decimalsOf([1 / 3])).toBe(4)
  })
})

it('shows a spread in three digits', () => {
  expect([15, 150, 0.4, 0].map(decimalsForSpread)).toEqual([1, 0, 3, 0])
})

it('writes durations as clocks, rounded up', () => {
  expect([0, 30.2, 110, 3729].map(durationText)).toEqual(['0:00', '0:31', '1:50', '1:02:09'])
})
