import { describe, expect, it } from 'vitest'
import { judgeFolds } from '../../../engine/evaluate/judge-folds'
import type { MethodForecasts } from '../../../engine/evaluate/judge-folds'
import { dieboldMariano } from '../../../engine/evaluate/significance'
import { scoredZero } from '../../helpers/scored'

/** Forecasts whose absolute error is `errors[fold]` at each of three steps. */
function method(name: string, errors: readonly number[], title = name): MethodForecasts {
  const forecasts = errors.map((error, fold) => scoredZero('a', fold, [0, 0, 0], error))
  return { method: name, title, forecasts }
}

function panel(name: string, errors: readonly number[]): MethodForecasts {
  const forecasts = errors.map((error, i) => scoredZero(`s${i}`, 0, [0], error))
  return { method: name, title: name, forecasts }
}

const naive = method('naive', [4, 5, 4, 6, 5, 4], 'the last value')
const yearly = method('seasonalNaive', [2, 3, 2, 2.5, 2, 2], "last year's value")

describe('verdict over folds', () => {
  it('tests mean losses of folds, not steps, against the best baseline', () => {
    const own = [1, 1.5, 1.2, 1, 1.4, 1]
    const verdict = judgeFolds(method('gru', own, 'this network'), [naive, yearly])
    const differences = own.map((error, i) => error - [2, 3, 2, 2.5, 2, 2][i])
    expect(verdict).toMatchObject({
      kind: 'beats',
      baseline: 'seasonalNaive',
      test: 'diebold-mariano',
    })
    expect(verdict.p).toBeCloseTo(dieboldMariano(differences, 0).p, 12)
    expect(verdict.skill).toBeCloseTo(1 - 7.1 / 13.5, 12)
    expect(verdict.sentence).toMatch(
      /^Beats the best baseline, last year's value, by 47 % \(p < 0\.001, 6 folds\)\.$/,
    )
  })

  it('says so when it is worse', () => {
    const verdict = judgeFolds(method('gru', [3, 4, 3.1, 3.4, 3, 2.9], 'this network'), [yearly])
    expect(verdict.kind).toBe('worse')
    expect(verdict.sentence).toMatch(
      /^Worse than last year's value by 44 % .*Use last year's value\.$/,
    )
  })

  it('claims nothing from differences that vary, or from few folds', () => {
    const varied = judgeFolds(method('gru', [1, 4, 1, 4, 1, 2], 'this network'), [yearly])
    expect(varied.kind).toBe('no-evidence')
    expect(varied.sentence).toMatch(
      /^No evidence that this network beats last year's value: MASE 2\.17 against 2\.25 \(p = 0\.\d\d, 6 folds\)\.$/,
    )
    const one = judgeFolds(method('gru', [0.1], 'this network'), [
      method('naive', [4], 'the last value'),
    ])
    expect(one).toMatchObject({ kind: 'no-evidence', p: null, test: null })
    expect(one.sentence).toBe(
      'No evidence that this network beats the last value: MASE 0.10 against 4.00 (one hold-out of 3 steps, too few for a test).',
    )
  })

  it('judges a panel by the sign test over its series', () => {
    const verdict = judgeFolds(panel('gru', [1, 1, 1, 1, 1, 1, 1, 1, 1, 9]), [
      panel('naive', new Array<number>(10).fill(3)),
    ])
    // Nine of ten series: p = 22 ÷ 1024.
    expect(verdict).toMatchObject({ kind: 'beats', test: 'sign' })
    expect(verdict.p).toBeCloseTo(22 / 1024, 12)
    expect(verdict.sentence).toContain('(p = 0.02, 10 series)')
  })
})
