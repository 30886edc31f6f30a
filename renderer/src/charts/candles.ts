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

/** One loop without a list: a frame of a zoomed-out chart goes over all of a million steps. */
function joined(
  { open, high, low, close, volume }: Prices,
  first: number,
  last: number,
): Candle | null {
  let start = -1
  let end = -1
  let greatest = 0
  let least = 0
  let traded = 0
  for (let step = first; step <= last; step++) {
    // A sum is missing where one of its parts is.
    if (Number.isNaN(open[step] + high[step] + low[step] + close[step])) continue
    if (start < 0) {
      start = step
      greatest = high[step]
      least = low[step]
    }
    end = step
    if (high[step] > greatest) greatest = high[step]
    if (low[step] < least) least = low[step]
    const shares = volume === null ? 0 : volume[step]
    if (!Number.isNaN(shares)) traded += shares
  }
  if (start < 0) return null
  return {
    from: first,
    to: last,
    open: open[start],
    high: greatest,
    low: least,
    close: close[end],
    volume: traded,
  }
}
