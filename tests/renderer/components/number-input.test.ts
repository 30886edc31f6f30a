import { describe, expect, it } from 'vitest'
import { parseNumber, stepNumber } from '../../../renderer/src/components/number-input'

const whole = { min: 1, max: 512, integer: true }
const share = { min: 0, max: 0.9, integer: false }

describe('parseNumber', () => {
  it('reads what people type', () => {
    expect(parseNumber(' 32 ', whole)).toEqual({ ok: true, value: 32 })
    expect(parseNumber('.2', share)).toEqual({ ok: true, value: 0.2 })
    expect(parseNumber('1e-3', share)).toEqual({ ok: true, value: 0.001 })
  })

  it.each([
    ['', 'Enter a whole number.'],
    ['3.5', 'Enter a whole number.'],
    ['0x10', 'Enter a whole number.'],
    ['Infinity', 'Enter a whole number.'],
    ['0', 'At least 1.'],
    ['513', 'At most 512.'],
  ])('refuses %j and says why', (text, message) => {
    expect(parseNumber(text, whole)).toEqual({ ok: false, message })
  })
})

describe('stepNumber', () => {
  it('steps without binary dust and stays within the limits', () => {
    expect(stepNumber(0.2, 0.1, share)).toBe(0.3)
    expect(stepNumber(0.9, 0.1, share)).toBe(0.9)
    expect(stepNumber(1, -1, whole)).toBe(1)
  })
})
