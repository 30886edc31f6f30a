import { describe, expect, it } from 'vitest'
import type { Finding, FindingCode } from '../../../../engine/data/health/finding'
import { isSettled } from '../../../../engine/data/repairs/settled'
import type { RepairAction, RepairStep } from '../../../../engine/data/repairs/repair-step'

const step = (
  action: RepairAction,
  column: string,
  at: RepairStep['at'] = 'all',
  enabled = true,
): RepairStep => ({ id: 'r', column, series: null, at, enabled, action })

const finding = (code: FindingCode, column: string, changes: Partial<Finding> = {}): Finding => ({
  code,
  column,
  severity: 'warning',
  count: 2,
  times: [10, 20],
  message: 'What.',
  why: 'Why.',
  repairs: [],
  ...changes,
})

describe('isSettled', () => {
  it('takes what was accepted, and not while that step is switched off', () => {
    const shift = finding('level-shift', 'y')
    const accept: RepairAction = { kind: 'accept', finding: 'level-shift' }
    expect(isSettled(shift, [step(accept, 'y')], 'y')).toBe(true)
    expect(isSettled(shift, [step(accept, 'x')], 'y')).toBe(false)
    expect(isSettled(shift, [step(accept, 'y', 'all', false)], 'y')).toBe(false)
  })

  it('takes missing values that are all masked', () => {
    const missing = finding('missing-values', 'y')
    const mask: RepairAction = { kind: 'mask' }
    expect(isSettled(missing, [step(mask, 'y')], 'y')).toBe(true)
    expect(isSettled(missing, [step(mask, 'y', [10, 20, 30])], 'y')).toBe(true)
    expect(isSettled(missing, [step(mask, 'y', [10])], 'y')).toBe(false)
    const many = finding('missing-values', 'y', { count: 3 })
    expect(isSettled(many, [step(mask, 'y', [10, 20])], 'y')).toBe(false)
  })

  it('takes missing rows once the target is filled, not a covariate', () => {
    const gaps = finding('gaps', 'day')
    const fill: RepairAction = { kind: 'interpolate', most: null }
    expect(isSettled(gaps, [step(fill, 'y')], 'y')).toBe(true)
    expect(isSettled(gaps, [step(fill, 'x')], 'y')).toBe(false)
    expect(isSettled(gaps, [step(fill, 'y', [10])], 'y')).toBe(false)
  })

  it('takes a sentinel whose very value was set missing', () => {
    const sentinel = finding('sentinel', 'y', { value: -999 })
    expect(isSettled(sentinel, [step({ kind: 'set-missing', value: -999 }, 'y')], 'y')).toBe(true)
    expect(isSettled(sentinel, [step({ kind: 'set-missing', value: 9999 }, 'y')], 'y')).toBe(false)
  })

  it('leaves values that are still missing after a fill', () => {
    const missing = finding('missing-values', 'y')
    expect(isSettled(missing, [step({ kind: 'interpolate', most: 1 }, 'y')], 'y')).toBe(false)
  })
})
