/**
 * Are two forecasts of the same steps equally good? The test of Diebold and Mariano (1995) on the
 * differences of their losses, with the small-sample correction and the t distribution of Harvey,
 * Leybourne and Newbold (1997). Positive differences mean that the first forecast lost more.
 */
export interface Comparison {
  readonly statistic: number
  /** Two-sided. */
  readonly p: number
  /** Steps compared. */
  readonly count: number
}

/**
 * @param differences loss of the first forecast less that of the second, in order of time, finite
 * @param lags autocovariances counted, 0 or more: the test's horizon is this plus 1. When they make the
 * variance negative, only the variance itself counts.
 * With fewer than three differences, or all of them 0, nothing is known: p is 1.
 */
export function dieboldMariano(differences: readonly number[], lags: number): Comparison {
  const count = differences.length
  const mean = differences.reduce((sum, value) => sum + value, 0) / count
  if (count < 3 || differences.every((value) => value === 0)) return { statistic: 0, p: 1, count }
  const covariance = (lag: number): number => {
    let sum = 0
    for (let i = lag; i < count; i++) sum += (differences[i] - mean) * (differences[i - lag] - mean)
    return sum / count
  }
  let used = Math.min(lags, count - 1)
  let variance = covariance(0)
  for (let lag = 1; lag <= used; lag++) variance += 2 * covariance(lag)
  if (variance <= 0) {
    used = 0
    variance = covariance(0)
  }
  if (variance === 0) return { statistic: Math.sign(mean) * Infinity, p: 0, count }
  const h = used + 1
  const correction = Math.sqrt((count + 1 - 2 * h + (h * (h - 1)) / count) / count)
  const statistic = (correction * mean) / Math.sqrt(variance / count)
  return { statistic, p: twoSidedT(statistic, count - 1), count }
}

/** P(|T| ≥ |t|) of Student's t with `freedom` degrees of freedom: I_{ν ÷ (ν + t²)}(ν ÷ 2, 1 ÷ 2). */
export function twoSidedT(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/** Regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (DLMF 8.17.22). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast below this point; above it the mirrored one does.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - Math.log(a) - logBeta(a, b))
  const tiny = 1e-300
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= c * d
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return front * fraction
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/** ln Γ(x) for x above 0: recurrence up to 15, then Stirling's series (DLMF 5.11.1). */
function logGamma(x: number): number {
  let shift = 0
  let z = x
  while (z < 15) {
    shift += Math.log(z)
    z += 1
  }
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5) - 1 / (1680 * z ** 7)
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift
}
