import { hasColumns, type Layout } from './layout'

/** TIME_SERIES as CSV: `timestamp,open,high,low,close,volume` and for adjusted series `adjusted_close,…`, newest first. */
export const alphaVantage: Layout = {
  name: 'alpha-vantage',
  title: 'Alpha Vantage',
  match: (table) =>
    table.columns[0]?.name === 'timestamp' &&
    hasColumns(table, 'timestamp', 'open', 'high', 'low', 'close', 'volume'),
  targets: ['adjusted_close', 'adjusted close', 'close'],
}
