import { describe, expect, it } from 'vitest'
import { checkSeries } from '../../../engine/prepare/check-series'
import { seriesOf } from '../../helpers/series'

describe('check of a series', () => {
  it('accepts gaps', () => {
    expect(() => checkSeries(seriesOf(Float64Array.of(1, Number.NaN, 2)))).not.toThrow()
  })

  it('refuses equal values, no values, and infinite ones with their place', () => {
    expect(() => checkSeries(seriesOf(Float64Array.of(5, Number.NaN, 5)))).toThrow(
      'All values of sales are 5.',
    )
    expect(() => checkSeries(seriesOf(new Float64Array(3).fill(Number.NaN)))).toThrow(
      'sales has no value in any row.',
    )
    expect(() => checkSeries(seriesOf(Float64Array.of(1, 2, -Infinity)))).toThrow(
      'sales is minus infinite at 2000-03-01.',
    )
    const covariate = { name: 'rain', values: Float64Array.of(Infinity, 1) }
    expect(() => checkSeries(seriesOf(Float64Array.of(1, 2), 'daily', [covariate]))).toThrow(
      'rain is infinite at 2000-01-01.',
    )
  })
})
