import type { QuantilePaths } from './member'
import type { Origin } from './validation'

/**
 * Mean over origins of the mean absolute error ÷ the MASE scale: the score by which everything is chosen.
 * NaN without origins.
 */
export function scorePoints(origins: readonly Origin[], paths: readonly QuantilePaths[]): number {
  return originErrors(origins, paths).reduce((sum, error) => sum + error, 0) / origins.length
}

/** Mean absolute error ÷ the MASE scale of each origin. */
export function originErrors(
  origins: readonly Origin[],
  paths: readonly QuantilePaths[],
): readonly number[] {
  return origins.map(({ actual, error }, i) => {
    const median = medianPath(paths[i])
    let sum = 0
    let count = 0
    actual.forEach((value, h) => {
      if (Number.isNaN(value)) return
      sum += Math.abs(value - median[h])
      count += 1
    })
    return sum / count / error
  })
}

/** The middle path. */
export function medianPath(paths: QuantilePaths): Float64Array {
  return paths[(paths.length - 1) / 2]
}

/** Mean of several forecasts of the same steps by weights that sum to 1, for each step and quantile. */
export function averagePaths(
  members: readonly QuantilePaths[],
  weights: readonly number[],
): QuantilePaths {
  return members[0].map((path, k) =>
    path.map((_, h) => members.reduce((sum, paths, i) => sum + weights[i] * paths[k][h], 0)),
  )
}

/**
 * Median of several forecasts of the same steps, for each step and quantile: a member that goes astray moves
 * it no further than the next one. Quantiles stay in order, as medians of ordered values are.
 */
export function medianPaths(members: readonly QuantilePaths[]): QuantilePaths {
  const middle = (members.length - 1) / 2
  return members[0].map((path, k) =>
    path.map((_, h) => {
      const sorted = Float64Array.from(members, (paths) => paths[k][h]).sort()
      return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2
    }),
  )
}

/** (1 - share) · a + share · b, for each step and quantile (Vincent 1912). */
export function mixPaths(a: QuantilePaths, b: QuantilePaths, share: number): QuantilePaths {
  return a.map((path, k) => path.map((value, h) => (1 - share) * value + share * b[k][h]))
}

/** Adds the same `[horizon]` to every quantile. */
export function shiftPaths(paths: QuantilePaths, by: Float64Array): QuantilePaths {
  return paths.map((path) => path.map((value, h) => value + by[h]))
}

export function notBelow(paths: QuantilePaths, least: number): QuantilePaths {
  return paths.map((path) => path.map((value) => Math.max(least, value)))
}
