import { describe, expect, it } from 'vitest'
import type { RepairAction, RepairStep } from '../../../engine/data/repairs/repair-step'
import { outcomeText, stepTitle } from '../../../renderer/src/views/data/repair-text'

const step = (action: RepairAction, changes: Partial<RepairStep> = {}): RepairStep => ({
  id: 'r',
  column: 'sales',
  series: null,
  at: 'all',
  enabled: true,
  action,
  ...changes,
})
const line: RepairAction = { kind: 'interpolate', most: null }
const did = (changed: number, skipped: string | null = null) => ({ id: 'r', changed, skipped })

describe('stepTitle', () => {
  it('says what and at how many dates', () => {
    expect(stepTitle(step(line))).toBe('Straight line')
    expect(stepTitle(step(line, { at: [1] }))).toBe('Straight line at 1 date')
    expect(stepTitle(step({ kind: 'set-missing', value: -999 }))).toBe('-999 set missing')
    expect(stepTitle(step({ kind: 'accept', finding: 'leak-suspect' }))).toBe(
      'Accepted: knows the future',
    )
  })
})

describe('outcomeText', () => {
  it.each([
    [step(line), did(1), '1 value changed.'],
    [step(line), did(1200), '1,200 values changed.'],
    [step(line), did(0), 'Nothing to change.'],
    [step(line, { enabled: false }), undefined, 'Off; it changes nothing.'],
    [step(line, { series: 'B' }), undefined, 'Only for the series B.'],
    [step(line), did(0, 'No column.'), 'Skipped: No column.'],
    [step({ kind: 'mask' }), did(0), 'Missing values stay missing.'],
    [step({ kind: 'aggregate', by: 'sum' }), did(2), '2 rows went into another.'],
    [step({ kind: 'accept', finding: 'gaps' }), did(0, 'No.'), 'The data stays as it is.'],
  ])('%# says what the step did', (repair, outcome, text) => {
    expect(outcomeText(repair, outcome)).toBe(text)
  })
})
