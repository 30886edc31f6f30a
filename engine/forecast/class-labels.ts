import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { directionOf, directions } from '../evaluate/classification'
import type { ClassOf } from './class-windows'

/** What is to be told: where the value goes from the last known one, or the class that it is. */
export type ClassTarget = 'direction' | 'labels'

export interface ClassLabels {
  /** By index. */
  readonly names: readonly string[]
  readonly classOf: ClassOf
  /** Largest change of each step ahead that counts as flat, `[horizon]`; null for labels. */
  readonly flat: Float64Array | null
}

/** More distinct values than this are a measurement, not a label. */
export const mostClasses = 10
/** A third of the changes is flat, so that the three classes are about as common. */
const flatShare = 1 / 3

/**
 * Classes of a series' steps. What counts as flat, and which labels there are, is learned from rows
 * `[0, fitEnd)`.
 * @param values the series on the scale on which changes are measured
 * @param texts what labels stand for, by number; null for the numbers themselves
 * @throws EngineError `request-invalid` for labels that are too many, or that the rows to learn from lack.
 */
export function labelClasses(
  series: Series,
  values: Float64Array,
  target: ClassTarget,
  fitEnd: number,
  horizon: number,
  texts: readonly string[] | null = null,
): ClassLabels {
  if (target === 'labels') return byValue(series, fitEnd, texts)
  const change = (origin: number, ahead: number): number => values[origin + ahead] - values[origin]
  const flat = Float64Array.from({ length: horizon }, (_, step) => {
    const sizes = Array.from({ length: Math.max(0, fitEnd - step - 1) }, (__, origin) =>
      Math.abs(change(origin, step + 1)),
    ).filter((size) => !Number.isNaN(size))
    return sizes.sort((a, b) => a - b)[Math.floor(flatShare * sizes.length)] ?? 0
  })
  return {
    names: directions,
    classOf: (origin, ahead) => directionOf(change(origin, ahead), flat[ahead - 1]),
    flat,
  }
}

function byValue(
  { name, values }: Series,
  fitEnd: number,
  texts: readonly string[] | null,
): ClassLabels {
  const nameOf = (label: number): string => texts?.[label] ?? String(label)
  const of = (part: Float64Array): number[] =>
    [...new Set(part.filter((value) => !Number.isNaN(value)))].sort((a, b) => a - b)
  const labels = of(values.subarray(0, fitEnd))
  const all = of(values)
  if (all.length > mostClasses) {
    throw new EngineError(
      'request-invalid',
      `${name} has ${all.length} different values; a column of classes has at most ${mostClasses}.`,
      { column: name, remedy: 'Join rare classes, or forecast a column of numbers as numbers.' },
    )
  }
  const unseen = all.find((value) => !labels.includes(value))
  if (unseen !== undefined) {
    throw new EngineError(
      'request-invalid',
      `The class ${nameOf(unseen)} of ${name} does not come in the first ${fitEnd} rows, which are learned from.`,
      { column: name, remedy: 'Add earlier rows that have it, or join it with another class.' },
    )
  }
  return {
    names: labels.map(nameOf),
    classOf: (origin, ahead) => {
      const value = values[origin + ahead]
      return Number.isNaN(value) ? Number.NaN : labels.indexOf(value)
    },
    flat: null,
  }
}
