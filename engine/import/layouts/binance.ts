import type { Table } from '../../data/table'
import { hasColumns, type Layout } from './layout'

/** Klines of data.binance.vision: twelve columns, most files without names, times in Unix milliseconds, from 2025 on in microseconds. */
export const binance: Layout = {
  name: 'binance-klines',
  title: 'Binance klines',
  match: (table, unnamed) =>
    unnamed
      ? table.columns.length === 12 &&
        table.columns.every(({ type }) => type !== 'text') &&
        isKline(table)
      : hasColumns(table, 'open_time', 'open', 'high', 'low', 'close', 'close_time') ||
        hasColumns(table, 'Open time', 'Open', 'High', 'Low', 'Close', 'Close time'),
  names: [
    'open_time',
    'open',
    'high',
    'low',
    'close',
    'volume',
    'close_time',
    'quote_volume',
    'count',
    'taker_buy_volume',
    'taker_buy_quote_volume',
    'ignore',
  ],
  targets: ['close'],
}

/** Opening times in the first column, closing times in the seventh, highs above lows between. */
function isKline({ columns }: Table): boolean {
  const [open, , high, low] = columns
  const close = columns[6]
  if (open.type !== 'date' || close.type === 'text') return false
  if (high.type !== 'number' || low.type !== 'number') return false
  const above = high.values.every((value, row) => !(value < low.values[row]))
  return open.format.startsWith('Unix') && above
}
