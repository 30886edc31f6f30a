import { describe, expect, it } from 'vitest'
import { forecastBaselines } from '../../../engine/evaluate/scores'
import { baselineTitle, judge } from '../../../engine/evaluate/verdict'

const frequency = { kind: 'monthly', multiple: 1 } as const
const train = Float64Array.from({ length: 48 }, (_, step) => 100 + step + 10 * (step % 12))
const actual = Float64Array.from({ length: 12 }, (_, ahead) => 148 + ahead + 10 * ahead)
const baselines = forecastBaselines(train, 12, 12)

function verdictOn(error: (ahead: number) => number): ReturnType<typeof judge> {
  const forecast = actual.map((value, ahead) => value + error(ahead))
  return judge({ actual, forecast, baselines, scale: 12, season: 12, frequency })
}

describe('verdict', () => {
  // The season repeats with a rise of 12 a year, so seasonal naive is 12 too low at every step.
  it('says by how much the network beats the best baseline', () => {
    const verdict = verdictOn((ahead) => (ahead % 2 === 0 ? 2 : -4))
    expect(verdict.kind).toBe('beats')
    expect(verdict.baseline).toBe('seasonalNaive')
    expect(verdict.skill).toBeCloseTo(0.75, 12)
    expect(verdict.sentence).toBe(
      "Beats the best baseline, last year's value, by 75 % (p < 0.001, 12 steps).",
    )
  })

  it('says so when the network is worse, and what to use', () => {
    const verdict = verdictOn((ahead) => 22 + (ahead % 3))
    expect(verdict.kind).toBe('worse')
    expect(verdict.sentence).toBe(
      "Worse than last year's value by 92 % (p < 0.001, 12 steps). Use last year's value.",
    )
  })

  it('claims nothing without evidence, also when the score is better', () => {
    const verdict = verdictOn((ahead) => (ahead < 9 ? 1 : 38))
    expect(verdict.skill).toBeGreaterThan(0)
    expect(verdict.kind).toBe('no-evidence')
    expect(verdict.sentence).toMatch(
      /^No evidence that this network beats last year's value: MASE 0\.85 against 1\.00 \(p = 0\.\d\d, 12 steps\)\.$/,
    )
  })

  it('claims nothing when both are the same', () => {
    const verdict = verdictOn(() => -12)
    expect(verdict).toMatchObject({ kind: 'no-evidence', skill: 0 })
  })

  it('names baselines in the reader’s words', () => {
    expect(baselineTitle('seasonalNaive', 1, frequency)).toBe('the last value')
    expect(baselineTitle('seasonalNaive', 7, { kind: 'daily', multiple: 1 })).toBe(
      "last week's value",
    )
    expect(baselineTitle('seasonalNaive', 144, { kind: 'minutely', multiple: 10 })).toBe(
      "yesterday's value",
    )
    expect(baselineTitle('seasonalNaive', 9, { kind: 'index', multiple: 1 })).toBe(
      'the value 9 steps earlier',
    )
  })
})
