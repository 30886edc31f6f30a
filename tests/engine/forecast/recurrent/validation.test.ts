import { describe, expect, it } from 'vitest'
import { cutValidation } from '../../../../engine/forecast/recurrent/validation'
import { seriesOf } from '../../../helpers/panels'

const ramp = (name: string, length: number) =>
  seriesOf(
    name,
    Array.from({ length }, (_, t) => t),
  )

describe('cutValidation', () => {
  it('sets the last horizon of a panel aside', () => {
    const panel = Array.from({ length: 25 }, (_, i) => ramp(String(i), 40))
    const { training, origins } = cutValidation(panel, { horizon: 6, season: 4, rows: undefined })
    expect(training.every(({ values }) => values.length === 34)).toBe(true)
    expect(origins).toHaveLength(25)
    expect(Array.from(origins[0].actual)).toEqual([34, 35, 36, 37, 38, 39])
    expect(origins[0].error).toBe(4)
  })

  it('leaves two seasons to learn from, and short series whole', () => {
    const panel = [...Array.from({ length: 20 }, (_, i) => ramp(String(i), 10)), ramp('short', 7)]
    const { training, origins } = cutValidation(panel, { horizon: 6, season: 4, rows: undefined })
    expect(training[0].values).toHaveLength(8)
    expect(training[20].values).toHaveLength(7)
    expect(origins).toHaveLength(20)
    expect(Array.from(origins[0].actual)).toEqual([8, 9])
  })

  it('forecasts few series from several origins, half a horizon apart', () => {
    const { training, origins } = cutValidation([ramp('a', 150)], {
      ...{ horizon: 10, season: 12, rows: undefined },
    })
    expect(training[0].values).toHaveLength(110)
    expect(origins.map(({ history }) => history.values.length)).toEqual([
      110, 115, 120, 125, 130, 135, 140,
    ])
  })

  it('keeps to the rows it is given, with at most 30 origins in a series', () => {
    const { training, origins } = cutValidation([ramp('a', 1000)], {
      horizon: 10,
      season: 1,
      rows: 500,
    })
    expect(training[0].values).toHaveLength(500)
    expect(origins.length).toBeLessThanOrEqual(30)
    expect(origins[origins.length - 1].history.values).toHaveLength(990)
  })
})
