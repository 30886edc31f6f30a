import { hasColumns, type Layout } from './layout'

/** Historical quotes: `Date,Close/Last,Volume,Open,High,Low`, M/D/Y, newest first, prices with `$`. */
export const nasdaq: Layout = {
  name: 'nasdaq',
  title: 'Nasdaq',
  match: (table) => hasColumns(table, 'Date', 'Close/Last', 'Volume', 'Open', 'High', 'Low'),
  targets: ['Close/Last'],
  units: { 'Close/Last': '$', Open: '$', High: '$', Low: '$' },
}
