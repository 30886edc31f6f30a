import { hasColumns, type Layout } from './layout'

/** Historical data: `Date,Price,Open,High,Low,Vol.,Change %`, all quoted, newest first, volumes such as `1.23M`. */
export const investing: Layout = {
  name: 'investing',
  title: 'Investing.com',
  match: (table) => hasColumns(table, 'Date', 'Price', 'Open', 'High', 'Low', 'Change %'),
  targets: ['Price'],
  units: { 'Change %': '%' },
}
