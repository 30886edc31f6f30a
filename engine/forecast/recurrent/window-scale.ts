import type { PreparedSeries, SeriesFacts } from './prepared-series'

/**
 * How a window is put on a scale that all series share. With lev the mean of the last season:
 * `ratio` (x - lev) / max(|lev|, 0.05 · mean|x|), `log` log x - mean of the last season's logs, `std`
 * (x - window mean) / max(window deviation, 0.2 · series deviation), `last` x - last value, `none`
 * x / series deviation. `smoothed` is log x less the level at the window's end and each step's season, both
 * by exponential smoothing: the network learns what they leave over (Smyl's hybrid, 2020).
 */
export type WindowScaleKind = 'ratio' | 'log' | 'std' | 'last' | 'none' | 'smoothed'

/** What is said of windows on each scale, as in `windows less their last value`. */
export const scaleWords: Readonly<Record<WindowScaleKind, string>> = {
  ratio: 'relative to their mean',
  log: 'in logarithms',
  std: 'standardised',
  last: 'less their last value',
  none: 'as they are',
  smoothed: 'less their smoothed level and season',
}

/** The scale of one window: z = (transform(x) - level - effect of its step) / spread. */
export interface WindowScale {
  readonly level: number
  /** Above 0. */
  readonly spread: number
  /** Values below are lifted to it before the logarithm; null where there is none. */
  readonly logFloor: number | null
  /** Values that one unit of z stands for; null for `log`, whose unit is a share. */
  readonly unit: number | null
  /** The season's effects; null where there are none. */
  readonly season: SeasonEffects | null
}

interface SeasonEffects {
  /** On each step of the series, at least a season beyond `end`. */
  readonly effects: Float64Array
  /** The window's end; from a season on after it, effects are those of the season after it. */
  readonly end: number
  readonly length: number
}

/** Inputs are kept within this many units, so that a window on the edge of its scale harms no batch. */
export const inputLimit = 30

/**
 * Scale of the window `[from, to)` of a series, at least one step long. `season` values or, where the window
 * is shorter, all of it make the level.
 */
export function fitWindowScale(
  kind: WindowScaleKind,
  { filled: values, facts, smoothed }: Pick<PreparedSeries, 'filled' | 'facts' | 'smoothed'>,
  from: number,
  to: number,
  season: number,
): WindowScale {
  const recent = Math.max(from, to - season)
  switch (kind) {
    case 'ratio': {
      const level = meanOf(values, recent, to)
      const spread = positive(Math.max(Math.abs(level), 0.05 * facts().size))
      return { level, spread, logFloor: null, unit: spread, season: null }
    }
    case 'log': {
      const floor = facts().leastPositive
      let level = 0
      for (let t = recent; t < to; t++)
        level += Math.log(Math.max(values[t], floor)) / (to - recent)
      return { level, spread: 1, logFloor: floor, unit: null, season: null }
    }
    case 'std': {
      const level = meanOf(values, from, to)
      let squares = 0
      for (let t = from; t < to; t++) squares += (values[t] - level) ** 2
      const deviation = Math.sqrt(squares / (to - from))
      const spread = positive(Math.max(deviation, 0.2 * facts().deviation))
      return { level, spread, logFloor: null, unit: spread, season: null }
    }
    case 'last':
      return { level: values[to - 1], spread: 1, logFloor: null, unit: 1, season: null }
    case 'none': {
      const spread = positive(facts().deviation)
      return { level: 0, spread, logFloor: null, unit: spread, season: null }
    }
    case 'smoothed': {
      const { levels, effects } = smoothed()
      return {
        level: levels[to - 1],
        spread: 1,
        logFloor: facts().leastPositive,
        unit: null,
        season: { effects, end: to, length: season },
      }
    }
  }
}

/** The value of step `t`, counted from the series' start, on the window's scale. */
export function toScale(value: number, t: number, scale: WindowScale): number {
  const { level, spread, logFloor } = scale
  const transformed = logFloor === null ? value : Math.log(Math.max(value, logFloor))
  return (transformed - level - effectOn(t, scale)) / spread
}

/** The inverse of `toScale`. */
export function fromScale(z: number, t: number, scale: WindowScale): number {
  const { level, spread, logFloor } = scale
  const transformed = level + effectOn(t, scale) + spread * z
  return logFloor === null ? transformed : Math.exp(transformed)
}

function effectOn(t: number, { season }: WindowScale): number {
  if (season === null) return 0
  const { effects, end, length } = season
  return effects[t < end ? t : end + ((t - end) % length)]
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
