import { describe, expect, it } from 'vitest'
import { detectCopycat } from '../../../engine/evaluate/copycat'
import { noise } from '../../helpers/panel'

const daily = { kind: 'daily', multiple: 1 } as const
const walk = noise(200).reduce<number[]>(
  (path, change) => [...path, (path.at(-1) ?? 100) + change],
  [],
)

/** One step ahead from each day, by what the rule makes of today and tomorrow. */
function pairsBy(rule: (today: number, tomorrow: number, day: number) => number) {
  return walk.slice(1).map((actual, i) => ({
    last: walk[i],
    forecast: rule(walk[i], actual, i),
    actual,
  }))
}

describe('copycat detector', () => {
  it('names a forecast that is yesterday’s value with a little noise, and offers returns', () => {
    const jitter = noise(200, 0, 3)
    const report = detectCopycat(
      pairsBy((today, _, day) => today + 0.1 * jitter[day]),
      daily,
      true,
    )
    expect(report).toMatchObject({
      copies: true,
      sentence: "This network repeats yesterday's value.",
      suggestion: { target: 'returns' },
    })
    expect(report.movement).toBeLessThan(0.2)
    const changes = detectCopycat(
      pairsBy((today) => today),
      { kind: 'index', multiple: 1 },
      false,
    )
    expect(changes.sentence).toBe('This network repeats the last value.')
    expect(changes.suggestion?.target).toBe('changes')
  })

  it('does not name one that foresees, nor one that is merely bad', () => {
    const foresees = pairsBy((today, tomorrow) => today + 0.3 * (tomorrow - today))
    expect(detectCopycat(foresees, daily, true)).toMatchObject({ copies: false, sentence: null })
    const bad = pairsBy((today, tomorrow) => today - 2 * (tomorrow - today))
    expect(detectCopycat(bad, daily, true).copies).toBe(false)
  })

  it('says nothing of few pairs or of a series that stands still', () => {
    expect(detectCopycat(pairsBy((today) => today).slice(0, 9), daily, true).copies).toBe(false)
    const still = Array.from({ length: 20 }, () => ({ last: 5, forecast: 5, actual: 5 }))
    expect(detectCopycat(still, daily, true).copies).toBe(false)
  })
})
