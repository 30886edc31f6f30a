import { timeAt, type Calendar } from '../../engine/data/calendar'
import { isoDate } from '../../engine/data/civil'
import { createRandom } from '../../engine/random'

/** GARCH(1,1) of daily log returns (Bollerslev 1986): σ²_t = ω + α ε²_{t−1} + β σ²_{t−1}. */
const omega = 4e-6
const alpha = 0.08
const beta = 0.9
const dailyDrift = 0.0003

const calendar: Calendar = {
  frequency: { kind: 'business-daily', multiple: 1 },
  start: Date.UTC(2022, 0, 3),
}

/**
 * A made-up stock as CSV: `date,open,high,low,close,volume`, one row a business day from 2022-01-03. The
 * same seed gives the same text.
 */
export function simulateStock(seed: number, days: number): string {
  const random = createRandom(seed)
  const lines = ['date,open,high,low,close,volume']
  let variance = omega / (1 - alpha - beta)
  let shock = 0
  let close = 100
  for (let day = 0; day < days; day++) {
    variance = omega + alpha * shock ** 2 + beta * variance
    const deviation = Math.sqrt(variance)
    const open = close * Math.exp(0.3 * deviation * random.normal())
    shock = deviation * random.normal()
    close = open * Math.exp(dailyDrift + shock)
    const high = Math.max(open, close) * Math.exp(0.4 * deviation * Math.abs(random.normal()))
    const low = Math.min(open, close) * Math.exp(-0.4 * deviation * Math.abs(random.normal()))
    const volume = Math.round(1e6 * Math.exp(0.3 * random.normal() + 20 * Math.abs(shock)))
    const prices = [open, high, low, close].map((price) => price.toFixed(2))
    lines.push([isoDate(timeAt(calendar, day)), ...prices, volume].join(','))
  }
  return `${lines.join('\n')}\n`
}
