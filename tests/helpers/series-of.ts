import { civilMidnight } from '../../engine/data/civil'
import type { Frequency } from '../../engine/data/calendar'
import type { Series } from '../../engine/data/series'

/** A series from 2020-01-01 on; NaN is missing. */
export function seriesOf(
  values: readonly number[],
  kind: Frequency['kind'] = 'daily',
  covariates: Readonly<Record<string, readonly number[]>> = {},
): Series {
  return {
    name: 'y',
    calendar: { frequency: { kind, multiple: 1 }, start: civilMidnight(2020, 1, 1) },
    values: Float64Array.from(values),
    covariates: Object.entries(covariates).map(([name, numbers]) => ({
      name,
      values: Float64Array.from(numbers),
    })),
  }
}
