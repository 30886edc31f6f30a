import { describe, expect, it } from 'vitest'
import { verdictNote } from '../../../electron/main/verdict-note'
import { resultOf } from './forecast-result'

describe('verdictNote', () => {
  it.each([
    ['beats', 'seasonalNaive', 0.123, 'Beats seasonal naive by 12 %'],
    ['worse', 'drift', -0.5, 'Worse than drift by 50 %'],
    ['worse', 'arima', -20, 'Worse than ARIMA, with 21 times its error'],
    ['no-evidence', 'naive', 0.004, 'No better than naive'],
  ] as const)('%s %s %d: %4$s', (kind, baseline, skill, note) => {
    const forecast = { ...resultOf('x'), verdict: { kind, baseline, skill, sentence: '' } }
    expect(verdictNote({ kind: 'forecast', forecast })).toBe(note)
  })
})
