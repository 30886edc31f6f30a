import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { formatTime, timeAt } from '../data/calendar'

/**
 * Refuses a series that nothing can be learned from.
 * @throws EngineError `series-not-finite` for an infinite value, `series-constant` when all values are
 * equal, `series-too-short` when there is none.
 */
export function checkSeries(series: Series): void {
  const { name, values } = series
  for (const column of [series, ...series.covariates]) checkFinite(column, series)
  const first = values.find((value) => !Number.isNaN(value))
  if (first === undefined) {
    throw new EngineError('series-too-short', `${name} has no value in any row.`, {
      column: name,
      remedy: 'Choose another target.',
    })
  }
  if (values.every((value) => Number.isNaN(value) || value === first)) {
    throw new EngineError('series-constant', `All values of ${name} are ${first}.`, {
      column: name,
      remedy: 'Choose a target that varies: a constant needs no forecast.',
    })
  }
}

function checkFinite(
  column: { readonly name: string; readonly values: Float64Array },
  { calendar }: Series,
): void {
  const step = column.values.findIndex((value) => Math.abs(value) === Infinity)
  if (step < 0) return
  const time = formatTime(timeAt(calendar, step), calendar.frequency)
  throw new EngineError(
    'series-not-finite',
    `${column.name} is ${column.values[step] > 0 ? 'infinite' : 'minus infinite'} at ${time}.`,
    { column: column.name, remedy: 'Write a number there or leave the cell empty.' },
  )
}
