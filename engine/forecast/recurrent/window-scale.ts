import type { SeriesFacts } from './prepared-series'

/**
 * How a window is put on a scale that all series share. With lev the mean of the last season:
 * `ratio` (x - lev) / max(|lev|, 0.05 · mean|x|), `log` log x - mean of the last season's logs, `std`
 * (x - window mean) / max(window deviation, 0.2 · series deviation), `last` x - last value, `none`
 * x / series deviation.
 */
export type WindowScaleKind = 'ratio' | 'log' | 'std' | 'last' | 'none'

/** The scale of one window: z = (transform(x) - level) / spread. */
export interface WindowScale {
  readonly level: number
  /** Above 0. */
  readonly spread: number
  /** Values below are lifted to it before the logarithm; null where there is none. */
  readonly logFloor: number | null
  /** Values that one unit of z stands for; null for `log`, whose unit is a share. */
  readonly unit: number | null
}

/** Inputs are kept within this many units, so that a window on the edge of its scale harms no batch. */
export const inputLimit = 30

/**
 * Scale of the window `values[from, to)`, all finite, at least one long. `season` values or, where the
 * window is shorter, all of it make the level.
 */
export function fitWindowScale(
  kind: WindowScaleKind,
  values: Float64Array,
  from: number,
  to: number,
  season: number,
  facts: SeriesFacts,
): WindowScale {
  const recent = Math.max(from, to - season)
  switch (kind) {
    case 'ratio': {
      const level = meanOf(values, recent, to)
      const spread = positive(Math.max(Math.abs(level), 0.05 * facts.size))
      return { level, spread, logFloor: null, unit: spread }
    }
    case 'log': {
      const floor = facts.leastPositive
      let level = 0
      for (let t = recent; t < to; t++)
        level += Math.log(Math.max(values[t], floor)) / (to - recent)
      return { level, spread: 1, logFloor: floor, unit: null }
    }
    case 'std': {
      const level = meanOf(values, from, to)
      let squares = 0
      for (let t = from; t < to; t++) squares += (values[t] - level) ** 2
      const deviation = Math.sqrt(squares / (to - from))
      const spread = positive(Math.max(deviation, 0.2 * facts.deviation))
      return { level, spread, logFloor: null, unit: spread }
    }
    case 'last':
      return { level: values[to - 1], spread: 1, logFloor: null, unit: 1 }
    case 'none': {
      const spread = positive(facts.deviation)
      return { level: 0, spread, logFloor: null, unit: spread }
    }
  }
}

/** A value on the window's scale. */
export function toScale(value: number, { level, spread, logFloor }: WindowScale): number {
  const transformed = logFloor === null ? value : Math.log(Math.max(value, logFloor))
  return (transformed - level) / spread
}

/** The inverse of `toScale`. */
export function fromScale(z: number, { level, spread, logFloor }: WindowScale): number {
  const transformed = level + spread * z
  return logFloor === null ? transformed : Math.exp(transformed)
}

/**
 * Factor on a window's loss that turns errors on its scale into errors of MASE, at most 100; 1 for `log`,
 * whose errors are shares already.
 */
export function lossFactor({ unit }: WindowScale, { error }: SeriesFacts): number {
  return unit === null ? 1 : Math.min(100, unit / error)
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let t = from; t < to; t++) sum += values[t]
  return sum / (to - from)
}

/** All-zero histories have no size; any spread serves them. */
function positive(spread: number): number {
  return spread > 0 ? spread : 1
}
