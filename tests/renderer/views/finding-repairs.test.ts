import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../engine/data/health/finding'
import type { RepairStep } from '../../../engine/data/repairs/repair-step'
import { nextStepId, remedyFor } from '../../../renderer/src/views/data/finding-repairs'
import { column, profile } from '../profile'

const finding = (changes: Partial<Finding>): Finding => ({
  code: 'missing-values',
  severity: 'warning',
  column: 'sales',
  count: 1,
  times: [864e5],
  message: 'What.',
  why: 'Why.',
  repairs: [],
  ...changes,
})

const step = (id: string): RepairStep => ({
  id,
  column: 'sales',
  series: null,
  at: 'all',
  enabled: true,
  action: { kind: 'mask' },
})

describe('remedyFor', () => {
  it('fills the target where rows are missing, though the date column lacks them', () => {
    const gaps = finding({ code: 'gaps', column: 'day' })
    expect(remedyFor(gaps, 'interpolate', profile())).toEqual({
      kind: 'step',
      step: { ...step('repair-1'), action: { kind: 'interpolate', most: null } },
    })
    const without = profile({ columns: [column('day', 'date', 'date')] })
    expect(remedyFor(gaps, 'interpolate', without)).toBeNull()
    expect(remedyFor(gaps, 'accept', without)).toMatchObject({ step: { column: 'day' } })
  })

  it('names outliers by their dates and series, and accepts them as a whole', () => {
    const outliers = finding({ code: 'outliers', times: [5, 9] })
    const ofStore = profile({ ids: ['A', 'B'], selectedId: 'B' })
    expect(remedyFor(outliers, 'winsorise', ofStore)).toMatchObject({
      step: { at: [5, 9], series: 'B', action: { kind: 'winsorise', lower: 0.01, upper: 0.99 } },
    })
    expect(remedyFor(outliers, 'accept', ofStore)).toMatchObject({
      step: { at: 'all', action: { kind: 'accept', finding: 'outliers' } },
    })
  })

  it('sets a sentinel missing only where its value is known', () => {
    const sentinel = finding({ code: 'sentinel', times: [] })
    expect(remedyFor(sentinel, 'sentinel-to-missing', profile())).toBeNull()
    const known = finding({ code: 'sentinel', times: [], value: -999 })
    expect(remedyFor(known, 'sentinel-to-missing', profile())).toMatchObject({
      step: { action: { kind: 'set-missing', value: -999 } },
    })
  })

  it('takes the season of the frequency, and offers none where there is none', () => {
    const daily = profile()
    expect(remedyFor(finding({}), 'seasonal-fill', daily)).toMatchObject({
      step: { action: { kind: 'seasonal-fill', period: 7 } },
    })
    const undated = profile({ time: null })
    expect(remedyFor(finding({}), 'seasonal-fill', undated)).toBeNull()
  })

  it('drops a column by its role, which the header shows', () => {
    const same = finding({ code: 'duplicate-columns', column: 'copy' })
    expect(remedyFor(same, 'drop-column', profile())).toEqual({
      kind: 'ignore-column',
      column: 'copy',
    })
  })
})

describe('nextStepId', () => {
  it('is not in the list, whatever was removed from it', () => {
    expect(nextStepId([])).toBe('repair-1')
    expect(nextStepId([step('repair-3'), step('from-a-file')])).toBe('repair-4')
  })
})
