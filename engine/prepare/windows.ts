import type { PreparedSeries } from './preparation'

/** Where windows lie: each has `history` inputs up to its origin and `horizon` targets after it. */
export interface WindowRange {
  readonly history: number
  readonly horizon: number
  /** Targets before this step are masked. */
  readonly targetsFrom: number
  /** Targets from this step on are masked; nothing at or after it is read. */
  readonly targetsEnd: number
}

/** Memory that windows are written to: `[size, history, features]` and `[size, horizon]`, row-major. */
export interface WindowBuffer {
  readonly inputs: Float32Array
  readonly targets: Float32Array
}

/** Windows as views: a list of origins over shared columns, copied only into the batch in use. */
export interface WindowSource {
  readonly count: number
  readonly features: number
  /** Last input step of each window, ascending. */
  readonly origins: Uint32Array
  /** Writes the windows `indices` one after the other. */
  fill(indices: Uint32Array, buffer: WindowBuffer): void
}

/** Every window with a whole history and at least one target of the range that has a value. */
export function createWindows(prepared: PreparedSeries, range: WindowRange): WindowSource {
  const { history, horizon, targetsFrom, targetsEnd } = range
  const origins: number[] = []
  const first = Math.max(prepared.firstStep + history - 1, targetsFrom - horizon, 0)
  for (let origin = first; origin + 1 < targetsEnd; origin++) {
    if (hasTarget(prepared.target, Math.max(origin + 1, targetsFrom), targetsEnd, origin + horizon))
      origins.push(origin)
  }
  const all = Uint32Array.from(origins)
  const features = prepared.inputs.length
  return {
    count: all.length,
    features,
    origins: all,
    fill(indices, { inputs, targets }) {
      indices.forEach((index, row) => {
        const origin = all[index]
        const anchor = writeInputs(prepared, origin, history, inputs, row * history * features)
        for (let ahead = 1; ahead <= horizon; ahead++) {
          const step = origin + ahead
          const visible = step >= targetsFrom && step < targetsEnd
          targets[row * horizon + ahead - 1] = visible ? prepared.target[step] - anchor : Number.NaN
        }
      })
    },
  }
}

/** The inputs of one window, `[history, features]`, for a forecast from `origin`. */
export function windowAt(prepared: PreparedSeries, origin: number, history: number): Float32Array {
  const inputs = new Float32Array(history * prepared.inputs.length)
  writeInputs(prepared, origin, history, inputs, 0)
  return inputs
}

/** Returns what the window is measured from: its last value, or 0. */
function writeInputs(
  { inputs: columns, fromLastValue }: PreparedSeries,
  origin: number,
  history: number,
  into: Float32Array,
  offset: number,
): number {
  const anchor = fromLastValue ? columns[0][origin] : 0
  const features = columns.length
  for (let back = 0; back < history; back++) {
    const step = origin - history + 1 + back
    for (let feature = 0; feature < features; feature++) {
      const value = columns[feature][step]
      into[offset + back * features + feature] = feature === 0 ? value - anchor : value
    }
  }
  return anchor
}

function hasTarget(target: Float64Array, from: number, end: number, last: number): boolean {
  for (let step = from; step < end && step <= last; step++) {
    if (!Number.isNaN(target[step])) return true
  }
  return false
}
