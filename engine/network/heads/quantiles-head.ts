import { sigmoid, softplus, type Head } from './head'

/** The raw number from which the quantiles spread: the middle level, the lower one of two. */
export function middleLevel(levels: readonly number[]): number {
  return Math.floor((levels.length - 1) / 2)
}

/**
 * Quantiles that never cross: the middle one is its raw number, each further one is its inner neighbour plus
 * (above) or minus (below) the softplus of its raw number. The loss is the mean over levels q of
 * weight · max(q e, (q - 1) e) with e = target - quantile (Koenker & Bassett 1978).
 */
export function quantilesHead(levels: readonly number[], weights: readonly number[]): Head {
  const count = levels.length
  const middle = middleLevel(levels)
  const quantiles = new Float64Array(count)
  const slopes = new Float64Array(count)

  function spread(raw: Float32Array, at: number): void {
    quantiles[middle] = raw[at + middle]
    for (let k = middle + 1; k < count; k++) quantiles[k] = quantiles[k - 1] + softplus(raw[at + k])
    for (let k = middle - 1; k >= 0; k--) quantiles[k] = quantiles[k + 1] - softplus(raw[at + k])
  }

  return {
    count,
    location: middle,
    outputs(raw, at, out, outAt) {
      spread(raw, at)
      out.set(quantiles, outAt)
    },
    loss(raw, at, target) {
      spread(raw, at)
      let sum = 0
      for (let k = 0; k < count; k++) {
        const e = target - quantiles[k]
        sum += weights[k] * Math.max(levels[k] * e, (levels[k] - 1) * e)
      }
      return sum / count
    },
    gradient(raw, at, target, gradient, gradientAt, factor) {
      spread(raw, at)
      let all = 0
      for (let k = 0; k < count; k++) {
        const below = target > quantiles[k]
        slopes[k] = ((weights[k] * (below ? -levels[k] : 1 - levels[k])) / count) * factor
        all += slopes[k]
      }
      gradient[gradientAt + middle] = all
      // A raw number moves its own quantile and all further out.
      let outer = 0
      for (let k = count - 1; k > middle; k--) {
        outer += slopes[k]
        gradient[gradientAt + k] = outer * sigmoid(raw[at + k])
      }
      outer = 0
      for (let k = 0; k < middle; k++) {
        outer += slopes[k]
        gradient[gradientAt + k] = -outer * sigmoid(raw[at + k])
      }
    },
  }
}
