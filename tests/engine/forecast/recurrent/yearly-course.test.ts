import { describe, expect, it } from 'vitest'
import {
  stepsAYear,
  yearlyCourse,
  yearlyStrength,
} from '../../../../engine/forecast/recurrent/yearly-course'
import { createRandom } from '../../../../engine/random'
import type { Series } from '../../../../engine/data/series'

const random = createRandom(1)
const daily = (wave: number, length = 1100): Series => ({
  name: 'a',
  calendar: { frequency: { kind: 'daily', multiple: 1 }, start: Date.UTC(2012, 0, 1) },
  values: Float64Array.from(
    { length },
    (_, t) => 10 + wave * Math.sin((2 * Math.PI * t) / 365.2425) + random.normal(),
  ),
  covariates: [],
})

describe('yearlyCourse', () => {
  it('takes off a wave of a year and puts it back on the steps ahead', () => {
    const series = daily(8)
    const course = yearlyCourse([series])
    const rest = course.apply(series).values
    expect(
      Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0) / rest.length),
    ).toBeCloseTo(1, 1)
    const ahead = course.ahead(series, 30)
    ahead.forEach((value, i) => {
      const truth = 10 + 8 * Math.sin((2 * Math.PI * (1100 + i)) / 365.2425)
      expect(Math.abs(value - truth)).toBeLessThan(0.4)
    })
  })

  it('is fitted to the panel it was given, whatever a history holds', () => {
    const series = daily(8)
    const course = yearlyCourse([series])
    const grown = { ...series, values: Float64Array.from([...series.values, 1e6]) }
    expect(course.apply(grown).values.subarray(0, 1100)).toEqual(course.apply(series).values)
  })

  it('tells a yearly course from noise', () => {
    expect(yearlyStrength(daily(8))).toBeGreaterThan(0.9)
    expect(yearlyStrength(daily(0))).toBeLessThan(0.05)
    expect(stepsAYear(daily(0))).toBeCloseTo(365.2425, 9)
  })
})
