export interface SparklinePaths {
  /** What was measured. */
  readonly past: string
  /** The stretch at the end that a forecast would cover. */
  readonly ahead: string
}

/**
 * SVG paths of values spread over a box, the lowest at its foot.
 * @param tailShare share of the values, counted from the end, that `ahead` draws
 */
export function sparklinePaths(
  values: readonly number[],
  width: number,
  height: number,
  tailShare: number,
): SparklinePaths {
  const least = Math.min(...values)
  const spread = Math.max(...values) - least
  const x = (i: number): number => (i / Math.max(1, values.length - 1)) * width
  const y = (value: number): number =>
    spread === 0 ? height / 2 : height * (1 - (value - least) / spread)
  const points = values.map((value, i) => `${x(i).toFixed(1)} ${y(value).toFixed(1)}`)
  const cut = Math.max(1, Math.round(values.length * (1 - tailShare)))
  const path = (part: readonly string[]): string => (part.length > 1 ? `M${part.join('L')}` : '')
  return { past: path(points.slice(0, cut)), ahead: path(points.slice(cut - 1)) }
}
