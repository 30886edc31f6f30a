import { describe, expect, it } from 'vitest'
import { cutValidation } from '../../../../engine/forecast/recurrent/validation'
import { seriesOf } from '../../../helpers/panels'

const ramp = (name: string, length: number) =>
  seriesOf(
    name,
    Array.from({ length }, (_, t) => t),
  )

describe('cutValidation', () => {
  it('forecasts many series twice, a horizon apart where they are long enough', () => {
    const panel = Array.from({ length: 25 }, (_, i) => ramp(String(i), i === 0 ? 40 : 48))
    const { training, origins } = cutValidation(panel, { horizon: 6, season: 4, rows: undefined })
    expect(training[0].values).toHaveLength(30)
    expect(training[1].values).toHaveLength(36)
    const ends = origins.map(({ history }) => history.values.length)
    expect(ends.slice(0, 4)).toEqual([30, 34, 36, 42])
    expect(ends).toHaveLength(50)
    expect(Array.from(origins[0].actual)).toEqual([30, 31, 32, 33, 34, 35])
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
