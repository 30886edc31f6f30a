import type { ForecastPoint } from '../../../engine/forecast/forecast-result'
import { valueRange, type ValueRange } from './value-range'

/** Where the parts of a row's little bar lie, in percent of its width. */
export interface BandBar {
  readonly left95: number
  readonly width95: number
  readonly left80: number
  readonly width80: number
  readonly mean: number
}

/** One scale for all rows, which contains every band. */
export function bandScale(points: readonly ForecastPoint[]): ValueRange {
  return valueRange([points.map((point) => point.lo95), points.map((point) => point.hi95)], 3)
}

/** A row's bar on that scale. */
export function bandBar(point: ForecastPoint, scale: ValueRange): BandBar {
  const at = (value: number): number => ((value - scale.min) / (scale.max - scale.min)) * 100
  return {
    left95: at(point.lo95),
    width95: at(point.hi95) - at(point.lo95),
    left80: at(point.lo80),
    width80: at(point.hi80) - at(point.lo80),
    mean: at(point.mean),
  }
}
