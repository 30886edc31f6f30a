import type { ColumnProfile } from '../../../../engine/jobs/protocol'

/** Names of the columns that make a candle, and of the volume where there is one. */
export interface PriceColumns {
  readonly open: string
  readonly high: string
  readonly low: string
  readonly close: string
  /** The close after dividends and splits, where there is one; no part of a candle. */
  readonly adjusted: string | null
  readonly volume: string | null
}

const patterns = {
  open: /^(?:\d+\. )?open$|^open[ _]?price$|^first$/i,
  high: /^(?:\d+\. )?high$|^high[ _]?price$|^max$/i,
  low: /^(?:\d+\. )?low$|^low[ _]?price$|^min$/i,
  close: /^(?:\d+\. )?close(?:\/last)?$|^close[ _]?price$|^price$|^last$/i,
  adjusted: /^adj(?:usted|\.)?[ _]?close$/i,
  volume: /^(?:\d+\. )?vol(?:ume|\.)?$/i,
}

/** The columns of an OHLC table, as stock providers name them; null unless all four prices are there. */
export function priceColumns(columns: readonly ColumnProfile[]): PriceColumns | null {
  const find = (pattern: RegExp): string | null =>
    columns.find(({ name, type }) => type === 'number' && pattern.test(name.trim()))?.name ?? null
  const open = find(patterns.open)
  const high = find(patterns.high)
  const low = find(patterns.low)
  const close = find(patterns.close)
  if (open === null || high === null || low === null || close === null) return null
  return {
    open,
    high,
    low,
    close,
    adjusted: find(patterns.adjusted),
    volume: find(patterns.volume),
  }
}
