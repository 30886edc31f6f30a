/** Prices on the steps of a series, `[steps]` each, NaN where missing. */
export interface Prices {
  readonly open: ArrayLike<number>
  readonly high: ArrayLike<number>
  readonly low: ArrayLike<number>
  readonly close: ArrayLike<number>
  /** Null without volumes. */
  readonly volume: ArrayLike<number> | null
}

/** One candle of one step or of several together. */
export interface Candle {
  /** First and last step in it. */
  readonly from: number
  readonly to: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  /** Sum; 0 where none is known. */
  readonly volume: number
}

/**
 * Candles of the steps `from` to `to`, at most `most` of them: where there are more steps, neighbours are
 * joined as a longer period is, with the first open, the last close, the extremes of all and the sum of
 * volumes, so that no price is lost. Steps without all four prices make no candle.
 */
export function candlesOf(
  prices: Prices,
  from: number,
  to: number,
  most: number,
): readonly Candle[] {
  const size = Math.max(1, Math.ceil((to - from + 1) / Math.max(1, most)))
  const candles: Candle[] = []
  // Joined steps are counted from step 0, so that panning does not regroup them.
  for (let start = Math.floor(from / size) * size; start <= to; start += size) {
    const candle = joined(prices, Math.max(from, start), Math.min(to, start + size - 1))
    if (candle !== null) candles.push(candle)
  }
  return candles
}

function joined(prices: Prices, first: number, last: number): Candle | null {
  const known: number[] = []
  for (let step = first; step <= last; step++) if (isWhole(prices, step)) known.push(step)
  const [start] = known
  const end = known.at(-1)
  if (end === undefined) return null
  let high = prices.high[start]
  let low = prices.low[start]
  let volume = 0
  for (const step of known) {
    high = Math.max(high, prices.high[step])
    low = Math.min(low, prices.low[step])
    const traded = prices.volume?.[step] ?? 0
    if (!Number.isNaN(traded)) volume += traded
  }
  return {
    from: first,
    to: last,
    open: prices.open[start],
    high,
    low,
    close: prices.close[end],
    volume,
  }
}

function isWhole({ open, high, low, close }: Prices, step: number): boolean {
  return ![open[step], high[step], low[step], close[step]].some(Number.isNaN)
}
