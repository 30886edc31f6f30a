import { stepsText, timeText } from '../../charts/date-text'
import { numberText } from '../../charts/number-text'
import type { SeriesChartData } from '../../charts/series-option'
import { describeValues } from './value-summary'

/** The series in two sentences, for those who do not see the chart. */
export function seriesSummary(data: SeriesChartData): string {
  const { times, frequency } = data.grid
  const { low, lowAt, high, highAt, count } = describeValues(data.values)
  const at = (step: number): string => timeText(times[step], frequency)
  const text = (value: number): string => numberText(value, data.decimals)
  const missing = data.values.length - count
  const gaps = missing === 0 ? '' : ` ${stepsText(missing, frequency)} missing.`
  return (
    `${data.name}, ${stepsText(data.values.length, frequency)} from ${at(0)} to ${at(data.values.length - 1)}. ` +
    `Lowest ${text(low)} at ${at(lowAt)}, highest ${text(high)} at ${at(highAt)}.${gaps}`
  )
}
