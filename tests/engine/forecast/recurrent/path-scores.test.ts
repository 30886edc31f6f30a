import { describe, expect, it } from 'vitest'
import { medianPaths } from '../../../../engine/forecast/recurrent/path-scores'

const paths = (...rows: number[][]): Float64Array[] => rows.map((row) => Float64Array.from(row))

describe('medianPaths', () => {
  it('takes the middle of each step and quantile, the mean of the two middle ones of an even number', () => {
    const one = paths([1, 10], [2, 20], [3, 30])
    const two = paths([2, 0], [3, 5], [9, 90])
    const astray = paths([-500, 11], [-400, 900], [-300, 950])
    expect(medianPaths([one, two, astray])).toEqual(paths([1, 10], [2, 20], [3, 90]))
    expect(medianPaths([one, two])).toEqual(paths([1.5, 5], [2.5, 12.5], [6, 60]))
  })
})
