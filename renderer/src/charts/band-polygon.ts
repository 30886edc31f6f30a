import type { CustomSeriesOption } from 'echarts/charts'

/**
 * The outline of a band as [x, y] corners: along the upper bounds and back along the lower ones, half a
 * step wide beyond its first and last step, so that it starts flat instead of as a wedge.
 */
export function bandPolygon(
  steps: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
): readonly (readonly [number, number])[] {
  const end = steps.length - 1
  if (end < 0) return []
  const edge = (bounds: readonly number[]): [number, number][] => [
    [steps[0] - 0.5, bounds[0]],
    ...steps.map((step, i): [number, number] => [step, bounds[i]]),
    [steps[end] + 0.5, bounds[end]],
  ]
  return [...edge(upper), ...edge(lower).reverse()]
}

/** The polygon as a series: one flat area, below the lines, not part of tips. */
export function bandSeries(
  name: string,
  polygon: readonly (readonly [number, number])[],
  fill: string,
): CustomSeriesOption {
  return {
    type: 'custom',
    name,
    silent: true,
    clip: true,
    z: 1,
    tooltip: { show: false },
    data: polygon.slice(0, 1).map(([x, y]) => [x, y]),
    renderItem: (_params, api) => ({
      type: 'polygon',
      shape: { points: polygon.map(([x, y]) => api.coord([x, y])) },
      style: { fill },
    }),
  }
}
