import { hasColumns, type Layout } from './layout'

/** History as CSV: `Date,Open,High,Low,Close,Adj Close,Volume`, ISO dates, oldest first, `null` on days without trade. */
export const yahooFinance: Layout = {
  name: 'yahoo-finance',
  title: 'Yahoo Finance',
  match: (table) =>
    hasColumns(table, 'Date', 'Open', 'High', 'Low', 'Close', 'Volume') &&
    (hasColumns(table, 'Adj Close') || hasColumns(table, 'Price', 'Dividends', 'Stock Splits')),
  targets: ['Adj Close', 'Close'],
}
