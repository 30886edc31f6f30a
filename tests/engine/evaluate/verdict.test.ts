import { describe, expect, it } from 'vitest'
import { methodTitle } from '../../../engine/evaluate/method-titles'
import { drift } from '../../../engine/evaluate/baselines/drift'
import { seasonalNaive } from '../../../engine/evaluate/baselines/seasonal-naive'
import { judge } from '../../../engine/evaluate/verdict'

const frequency = { kind: 'monthly', multiple: 1 } as const
const train = Float64Array.from({ length: 48 }, (_, step) => 100 + step + 10 * (step % 12))
const actual = Float64Array.from({ length: 12 }, (_, ahead) => 148 + ahead + 10 * ahead)
const baselines = [
  { method: 'drift', title: 'drift', forecast: drift(train, 12) },
  {
    method: 'seasonalNaive',
    title: "last year's value",
    forecast: seasonalNaive(train, 12, 12),
  },
]

function verdictOn(error: (ahead: number) => number): ReturnType<typeof judge> {
  const forecast = actual.map((value, ahead) => value + error(ahead))
  return judge({ actual, forecast, baselines, scale: 12 })
}

describe('verdict', () => {
  // The season repeats with a rise of 12 a year, so seasonal naive is 12 too low at every step.
  it('gives the numbers against the best baseline, and claims nothing from one hold-out', () => {
    const verdict = verdictOn((ahead) => (ahead % 2 === 0 ? 2 : -4))
    expect(verdict).toMatchObject({ kind: 'no-evidence', baseline: 'seasonalNaive' })
    expect(verdict.skill).toBeCloseTo(0.75, 12)
    expect(verdict.sentence).toBe(
      "No evidence that this network beats last year's value: MASE 0.25 against 1.00 (one hold-out of 12 steps, too few for a test).",
    )
  })

  it('counts the skill below 0 when the network is worse, and 0 when both are the same', () => {
    const worse = verdictOn(() => 24)
    expect(worse.skill).toBeCloseTo(-1, 12)
    expect(worse.sentence).toContain("too few for a test); last year's value wins here.")
    expect(verdictOn(() => -12)).toMatchObject({ kind: 'no-evidence', skill: 0 })
  })

  it('names baselines in the reader’s words', () => {
    expect(methodTitle('seasonalNaive', 1, frequency)).toBe('the last value')
    expect(methodTitle('seasonalNaive', 7, { kind: 'daily', multiple: 1 })).toBe(
      "last week's value",
    )
    expect(methodTitle('seasonalNaive', 144, { kind: 'minutely', multiple: 10 })).toBe(
      "yesterday's value",
    )
    expect(methodTitle('seasonalNaive', 9, { kind: 'index', multiple: 1 })).toBe(
      'the value 9 steps earlier',
    )
  })
})
