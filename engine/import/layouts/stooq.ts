import { hasColumns, type Layout } from './layout'

/** Daily history: `Date,Open,High,Low,Close,Volume` in this order, or the bulk files with `<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>…`. */
export const stooq: Layout = {
  name: 'stooq',
  title: 'Stooq',
  match: (table) =>
    hasColumns(table, '<TICKER>', '<PER>', '<DATE>', '<CLOSE>') ||
    (table.columns.length <= 6 &&
      table.columns.map(({ name }) => name).join() ===
        stooqNames.slice(0, table.columns.length).join() &&
      table.columns.length >= 5),
  targets: ['<CLOSE>', 'Close'],
}

const stooqNames = ['Date', 'Open', 'High', 'Low', 'Close', 'Volume']
