import type { Series } from '../../../engine/data/series'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import type { ClassGoal } from './class-goal'

/** What a result was made from, or would be made from now. */
export interface RunInputs {
  readonly series: Series
  readonly spec: ModelSpec
  readonly goal?: ClassGoal | null
}

/**
 * What changed since a run, as the words of a sentence: `data`, `model` or `model and data`; null when a
 * new run would give the same result.
 */
export function changedSince(
  run: RunInputs,
  now: {
    readonly series: Series | null
    readonly spec: ModelSpec | null
    readonly goal?: ClassGoal | null
  },
): 'data' | 'model' | 'model and data' | null {
  const data = now.series === null || !sameSeries(run.series, now.series)
  const model =
    now.spec === null ? data : !sameSpec(run.spec, now.spec) || !sameGoal(run.goal, now.goal)
  if (data) return model ? 'model and data' : 'data'
  return model ? 'model' : null
}

/** Two columns may have as many classes. */
function sameGoal(a: ClassGoal | null = null, b: ClassGoal | null = null): boolean {
  return a?.column === b?.column
}

function sameSpec(a: ModelSpec, b: ModelSpec): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

/** The same value with keys in order, so that equal specs have equal texts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}

function sameSeries(a: Series, b: Series): boolean {
  if (a === b) return true
  const { frequency, start } = a.calendar
  return (
    a.name === b.name &&
    start === b.calendar.start &&
    frequency.kind === b.calendar.frequency.kind &&
    frequency.multiple === b.calendar.frequency.multiple &&
    sameValues(a.values, b.values) &&
    a.covariates.length === b.covariates.length &&
    a.covariates.every(({ name, values }, i) => {
      const other = b.covariates[i]
      return other.name === name && sameValues(values, other.values)
    })
  )
}

function sameValues(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]))
}
