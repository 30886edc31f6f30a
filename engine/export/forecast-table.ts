import { formatTime } from '../data/calendar'
import type { ForecastPoint, ForecastResult } from '../forecast/forecast-result'

/** What a table is made of; forecasts of every kind have it. */
export type ForecastRows = Pick<ForecastResult, 'forecast' | 'frequency'>

const columns = ['mean', 'lo80', 'hi80', 'lo95', 'hi95'] as const
const header = ['date', ...columns].join(',')

/** More than any measurement has, and short of the noise in a number's last bits. */
const significantDigits = 10

/**
 * The forecast as CSV: `date,mean,lo80,hi80,lo95,hi95`, ISO 8601 dates (an index as its number), ten
 * significant digits, decimal points, lines ended by a line feed; one line a step ahead.
 */
export function forecastTable({ forecast, frequency }: ForecastRows): string {
  const line = (point: ForecastPoint): string =>
    [formatTime(point.time, frequency), ...columns.map((name) => rounded(point[name]))].join(',')
  return [header, ...forecast.map(line)].map((text) => `${text}\n`).join('')
}

/** `-0` becomes `0`; a value that is no number becomes an empty cell. */
function rounded(value: number): string {
  if (!Number.isFinite(value)) return ''
  return String(Number(value.toPrecision(significantDigits)) + 0)
}
