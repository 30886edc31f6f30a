import { describe, expect, it } from 'vitest'
import { candlesOf, type Prices } from '../../../renderer/src/charts/candles'
import { priceColumns } from '../../../renderer/src/views/explore/price-columns'
import { column } from '../profile'

const prices: Prices = {
  open: [10, 12, 11, NaN, 14],
  high: [13, 15, 12, NaN, 16],
  low: [9, 11, 8, NaN, 13],
  close: [12, 11, 9, NaN, 15],
  volume: [100, 50, 25, NaN, 10],
}

describe('candles', () => {
  it('are one a step while there is room, none where a price is missing', () => {
    const candles = candlesOf(prices, 0, 4, 10)
    expect(candles.map(({ from }) => from)).toEqual([0, 1, 2, 4])
    expect(candles[1]).toEqual({
      from: 1,
      to: 1,
      open: 12,
      high: 15,
      low: 11,
      close: 11,
      volume: 50,
    })
  })

  it('are joined as a longer period is: first open, last close, all extremes, summed volume', () => {
    const [first, second] = candlesOf(prices, 0, 4, 2)
    expect(first).toEqual({ from: 0, to: 2, open: 10, high: 15, low: 8, close: 9, volume: 175 })
    expect(second).toEqual({ from: 3, to: 4, open: 14, high: 16, low: 13, close: 15, volume: 10 })
  })

  it('lose no extreme of many steps', () => {
    const wave = Array.from({ length: 10_000 }, (_, i) => Math.sin(i) * (i % 977))
    const many = { open: wave, high: wave, low: wave, close: wave, volume: null }
    const candles = candlesOf(many, 137, 9_876, 100)
    expect(candles.length).toBeLessThanOrEqual(101)
    const seen = wave.slice(137, 9_877)
    expect(Math.max(...candles.map(({ high }) => high))).toBe(Math.max(...seen))
    expect(Math.min(...candles.map(({ low }) => low))).toBe(Math.min(...seen))
  })
})

describe('the columns of a candle', () => {
  const named = (...names: string[]) => names.map((name) => column(name, 'number', 'ignore'))

  it.each([
    [['Open', 'High', 'Low', 'Close', 'Adj Close', 'Volume'], 'Close', 'Volume'],
    [['Price', 'Open', 'High', 'Low', 'Vol.', 'Change %'], 'Price', 'Vol.'],
    [['Close/Last', 'Volume', 'Open', 'High', 'Low'], 'Close/Last', 'Volume'],
    [['1. open', '2. high', '3. low', '4. close', '5. volume'], '4. close', '5. volume'],
  ])('%j', (names, close, volume) => {
    expect(priceColumns(named(...names))).toMatchObject({ close, volume })
  })

  it('are not those of weather', () => {
    expect(priceColumns(named('temp_max', 'temp_min', 'wind'))).toBeNull()
    expect(priceColumns(named('Open', 'High', 'Low'))).toBeNull()
  })
})
