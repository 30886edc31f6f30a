/** P(X ≥ x) of the chi-squared distribution: Q(k ÷ 2, x ÷ 2). */
export function chiSquaredTail(x: number, freedom: number): number {
  return x <= 0 ? 1 : upperGamma(freedom / 2, x / 2)
}

/**
 * Limits of a share of which `successes` of `trials` were seen, by inverting the binomial tails (Clopper &
 * Pearson 1934). Neither need be whole: correlated trials count less than one each.
 */
export function binomialLimits(
  successes: number,
  trials: number,
  confidence: number,
): readonly [number, number] {
  const tail = (1 - confidence) / 2
  const failures = trials - successes
  // P(X ≥ k | p) = I_p(k, n − k + 1), P(X ≤ k | p) = 1 − I_p(k + 1, n − k).
  const low = successes <= 0 ? 0 : solve((p) => incompleteBeta(p, successes, failures + 1) - tail)
  const high =
    failures <= 0 ? 1 : solve((p) => incompleteBeta(p, successes + 1, failures) - (1 - tail))
  return [low, high]
}

/** Two-sided P of at least this imbalance among `count` fair coins: the exact sign test. */
export function signTest(heads: number, count: number): number {
  if (count === 0) return 1
  const most = Math.max(heads, count - heads)
  // P(X ≥ k) at ½, both sides.
  return Math.min(1, 2 * (most === 0 ? 1 : incompleteBeta(0.5, most, count - most + 1)))
}

/** Root of an increasing function in [0, 1]. */
function solve(rising: (p: number) => number): number {
  let low = 0
  let high = 1
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (rising(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Regularised upper incomplete gamma function Q(a, x): series below a + 1, else continued fraction. */
function upperGamma(a: number, x: number): number {
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < 1000 && term > sum * 1e-16; n++) {
      term *= x / (a + n)
      sum += term
    }
    return 1 - front * sum
  }
  let fraction = 0
  for (let n = 200; n >= 1; n--) fraction = (n * (n - a)) / (x + 2 * n + 1 - a - fraction)
  return front / (x + 1 - a - fraction)
}

/** Regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (DLMF 8.17.22). */
export function incompleteBeta(x: number, a: number, b: number): number {
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
