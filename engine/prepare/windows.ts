import type { PreparedSeries } from './preparation'

/** What a window shows: `history` steps up to its origin and `ahead` steps after it, as far as they are known. */
export interface WindowSteps {
  readonly history: number
  /** 0 when not given. */
  readonly ahead?: number
}

/** Where windows lie: each has inputs up to its origin, or beyond, and `horizon` targets after it. */
export interface WindowRange extends WindowSteps {
  readonly horizon: number
  /** Targets before this step are masked. */
  readonly targetsFrom: number
  /** Targets from this step on are masked; nothing at or after it is read but what is known ahead. */
  readonly targetsEnd: number
}

/** Memory that windows are written to: `[size, steps, features]` and `[size, horizon]`, row-major. */
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
  const { history, ahead = 0, horizon, targetsFrom, targetsEnd } = range
  const origins: number[] = []
  const first = Math.max(prepared.firstStep + history - 1, targetsFrom - horizon, 0)
  for (let origin = first; origin + 1 < targetsEnd; origin++) {
    if (hasTarget(prepared.target, Math.max(origin + 1, targetsFrom), targetsEnd, origin + horizon))
      origins.push(origin)
  }
  const all = Uint32Array.from(origins)
  const features = prepared.inputs.length
  const width = (history + ahead) * features
  return {
    count: all.length,
    features,
    origins: all,
    fill(indices, { inputs, targets }) {
      indices.forEach((index, row) => {
        const origin = all[index]
        const anchor = writeInputs(prepared, origin, range, inputs, row * width)
        for (let next = 1; next <= horizon; next++) {
          const step = origin + next
          const visible = step >= targetsFrom && step < targetsEnd
          targets[row * horizon + next - 1] = visible ? prepared.target[step] - anchor : Number.NaN
        }
      })
    },
  }
}

/** The inputs of one window, `[steps, features]`, for a forecast from `origin`. */
export function windowAt(
  prepared: PreparedSeries,
  origin: number,
  steps: WindowSteps,
): Float32Array {
  const inputs = new Float32Array((steps.history + (steps.ahead ?? 0)) * prepared.inputs.length)
  writeInputs(prepared, origin, steps, inputs, 0)
  return inputs
}

/** Returns what the window is measured from: its last value, or 0. */
function writeInputs(
  { inputs: columns, ahead: columnsAhead, fromLastValue }: PreparedSeries,
  origin: number,
  { history, ahead = 0 }: WindowSteps,
  into: Float32Array,
  offset: number,
): number {
  const anchor = fromLastValue ? columns[0][origin] : 0
  const features = columns.length
  for (let place = 0; place < history + ahead; place++) {
    const step = origin - history + 1 + place
    for (let feature = 0; feature < features; feature++) {
      const at = offset + place * features + feature
      if (step > origin) into[at] = valueAhead(columnsAhead[feature], step)
      else into[at] = columns[feature][step] - (feature === 0 ? anchor : 0)
    }
  }
  return anchor
}

/** Beyond what is known, where only masked targets lie, the last that is. */
function valueAhead(column: Float64Array | number, step: number): number {
  if (typeof column === 'number') return column
  return column[Math.min(step, column.length - 1)]
}

function hasTarget(target: Float64Array, from: number, end: number, last: number): boolean {
  for (let step = from; step < end && step <= last; step++) {
    if (!Number.isNaN(target[step])) return true
  }
  return false
}
