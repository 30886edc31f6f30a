import { seasonalStrength } from '../../prepare/season'
import { applyPolynomial, differencing, type ArimaOrders } from './arima-model'
import { fitArima, type FittedArima } from './fit-arima'

/** A season this strong is differenced (R's `nsdiffs`). */
const strongSeason = 0.64
/** Critical value at 5 % of the test for a level (Kwiatkowski, Phillips, Schmidt & Shin 1992). */
const levelLimit = 0.463
const mostDifferences = 2
const largest = { p: 5, q: 5, seasonalP: 2, seasonalQ: 2 } as const
/** Models that one series may cost. */
const mostModels = 60

/**
 * The orders of Hyndman & Khandakar (2008), as R's `auto.arima`: seasonal difference by the season's
 * strength, differences by the KPSS test, the rest by steps from four first models to whichever neighbour
 * lowers the corrected Akaike criterion. Null when no model can be fitted.
 * @param values without gaps, not constant
 */
export function chooseArima(values: Float64Array, season: number): FittedArima | null {
  const seasonal = season > 1 && values.length > 2 * season + 5
  const seasonalD = seasonal && hasStrongSeason(values, season) ? 1 : 0
  let rest = applyPolynomial(differencing({ d: 0, seasonalD }, season), values)
  let d = 0
  while (d < mostDifferences && kpss(rest) > levelLimit) {
    rest = applyPolynomial(differencing({ d: 1, seasonalD: 0 }, season), rest)
    d += 1
  }
  const mayHaveMean = d + seasonalD <= 1
  const tried = new Map<string, FittedArima | null>()
  let best: FittedArima | null = null
  const attempt = (orders: ArimaOrders): void => {
    const key = Object.values(orders).join()
    if (tried.has(key) || tried.size >= mostModels || !isAllowed(orders, seasonal)) return
    const fit = fitArima(orders, values, season)
    tried.set(key, fit)
    if (fit !== null && (best === null || fit.aicc < best.aicc)) best = fit
  }
  const first = (p: number, q: number, seasonalP: number, seasonalQ: number): void => {
    const own = seasonal ? { seasonalP, seasonalQ } : { seasonalP: 0, seasonalQ: 0 }
    attempt({ p, d, q, seasonalD, constant: mayHaveMean, ...own })
  }
  first(2, 2, 1, 1)
  first(0, 0, 0, 0)
  first(1, 0, 1, 0)
  first(0, 1, 0, 1)
  if (mayHaveMean) {
    attempt({ p: 0, d, q: 0, seasonalP: 0, seasonalD, seasonalQ: 0, constant: false })
  }
  return improve(() => best, attempt, mayHaveMean)
}

/** A season that grows with the level is as much a season: it is even in the logarithms. */
function hasStrongSeason(values: Float64Array, season: number): boolean {
  if (seasonalStrength(values, season) > strongSeason) return true
  const positive = values.every((value) => value > 0)
  return positive && seasonalStrength(values.map(Math.log), season) > strongSeason
}

/** Steps to the best neighbour until none is better. */
function improve(
  best: () => FittedArima | null,
  attempt: (orders: ArimaOrders) => void,
  mayHaveMean: boolean,
): FittedArima | null {
  for (let from = best(); from !== null;) {
    for (const orders of neighbours(from.orders, mayHaveMean)) attempt(orders)
    const next = best()
    if (next === from) return from
    from = next
  }
  return null
}

function neighbours(from: ArimaOrders, mayHaveMean: boolean): readonly ArimaOrders[] {
  const near: ArimaOrders[] = []
  for (const by of [-1, 1]) {
    near.push({ ...from, seasonalP: from.seasonalP + by })
    near.push({ ...from, seasonalQ: from.seasonalQ + by })
    near.push({ ...from, seasonalP: from.seasonalP + by, seasonalQ: from.seasonalQ + by })
    near.push({ ...from, p: from.p + by })
    near.push({ ...from, q: from.q + by })
    near.push({ ...from, p: from.p + by, q: from.q + by })
  }
  if (mayHaveMean) near.push({ ...from, constant: !from.constant })
  return near
}

function isAllowed({ p, q, seasonalP, seasonalQ }: ArimaOrders, seasonal: boolean): boolean {
  if (Math.min(p, q, seasonalP, seasonalQ) < 0) return false
  if (!seasonal && seasonalP + seasonalQ > 0) return false
  if (seasonalP > largest.seasonalP || seasonalQ > largest.seasonalQ) return false
  return p <= largest.p && q <= largest.q && p + q + seasonalP + seasonalQ <= 5
}

/**
 * Statistic of the test that a series varies around a level: Σ S_t² ÷ (n² s²), with S the running sum of
 * departures from the mean and s² their long-run variance by Bartlett's weights over ⌊3 √n ⁄ 13⌋ lags, as R's `ndiffs`.
 */
function kpss(values: Float64Array): number {
  const n = values.length
  if (n < 4) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const rest = values.map((value) => value - mean)
  const lags = Math.trunc((3 * Math.sqrt(n)) / 13)
  let longRun = 0
  for (let lag = 0; lag <= lags; lag++) {
    let product = 0
    for (let t = lag; t < n; t++) product += rest[t] * rest[t - lag]
    longRun += (lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * (product / n)
  }
  let running = 0
  let squares = 0
  for (const value of rest) {
    running += value
    squares += running * running
  }
  return longRun > 0 ? squares / (n * n * longRun) : 0
}
