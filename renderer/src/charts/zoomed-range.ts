/** The visible range that an ECharts option reports after a zoom, on the value axis; null without a zoom. */
export function zoomedRange(
  option: Readonly<Record<string, unknown>>,
): readonly [from: number, to: number] | null {
  const zooms: unknown = option.dataZoom
  const first: unknown = Array.isArray(zooms) ? zooms[0] : undefined
  if (typeof first !== 'object' || first === null) return null
  if (!('startValue' in first) || !('endValue' in first)) return null
  const from = Number(first.startValue)
  const to = Number(first.endValue)
  return Number.isFinite(from) && Number.isFinite(to) ? [from, to] : null
}
