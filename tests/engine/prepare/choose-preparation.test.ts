import { describe, expect, it } from 'vitest'
import { choosePreparation } from '../../../engine/prepare/choose-preparation'
import { createRandom } from '../../../engine/random'
import { growingMonths, seriesOf, weatherDays } from '../../helpers/series'

describe('automatic preparation', () => {
  it('takes logarithms and seasonal differences of months that grow on last year', () => {
    const random = createRandom(2)
    const months = growingMonths(144)
    for (let step = 12; step < 144; step++) {
      months[step] = months[step - 12] * Math.exp(0.1 + 0.05 * random.normal())
    }
    const choice = choosePreparation(seriesOf(months), 12, 24)
    expect(choice).toMatchObject({ season: 12, log: true, seasonalDifference: true, cycle: null })
    expect(choice.reasons[0]).toMatch(
      /^Logarithms were taken: all values are above 0 and the spread grows with the level \(slope \d\.\d\)\.$/,
    )
    expect(choice.reasons[1]).toMatch(
      /^Each value was compared with the one 12 steps earlier: the season of 12 steps has strength 0\.9\d of 1\.$/,
    )
  })

  it('takes the annual curve from four years of weather, and shows the network its phase', () => {
    const choice = choosePreparation(seriesOf(weatherDays(1461), 'daily'), 7, 30)
    expect(choice).toMatchObject({ season: 1, log: false, fromLastValue: false })
    expect(choice.cycle?.name).toBe('annual')
    expect(choice.calendar.map(({ name }) => name)).toEqual(['annual'])
    expect(choice.reasons[0]).toMatch(/^The annual cycle explains \d\d % of the variation: /)
  })

  it('sees no annual cycle in less than two years', () => {
    const choice = choosePreparation(seriesOf(weatherDays(700), 'daily'), 7, 30)
    expect(choice.cycle).toBeNull()
    expect(choice.calendar).toEqual([])
  })

  it('measures a random walk from its last value', () => {
    const random = createRandom(4)
    let level = 0
    const walk = Float64Array.from({ length: 500 }, () => (level += random.normal()))
    expect(choosePreparation(seriesOf(walk, 'daily'), 5, 20).fromLastValue).toBe(true)
  })

  it('takes noise as it is', () => {
    const random = createRandom(9)
    const noise = Float64Array.from({ length: 200 }, () => random.normal())
    const choice = choosePreparation(seriesOf(noise), 12, 24)
    expect(choice).toMatchObject({ season: 1, log: false, fromLastValue: false, calendar: [] })
    expect(choice.reasons).toHaveLength(1)
  })

  it('is defined for the shortest series and for gaps', () => {
    const short = choosePreparation(seriesOf(Float64Array.of(1, 2, 3)), 1, 1)
    expect(short.season).toBe(1)
    const gaps = growingMonths(144)
    for (let step = 0; step < 144; step += 5) gaps[step] = Number.NaN
    expect(choosePreparation(seriesOf(gaps), 12, 24)).toMatchObject({ season: 12, log: true })
  })
})
