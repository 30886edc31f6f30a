import type { Series } from '../data/series'
import { EngineError } from '../errors'
import type { Bounds } from '../spec/model-spec'

/** The value, or the bound that it crosses. */
export function bounded(value: number, { least = -Infinity, most = Infinity }: Bounds): number {
  return Math.min(most, Math.max(least, value))
}

/**
 * Refuses bounds that what was measured already crosses: then they are not bounds of this quantity.
 * @throws EngineError `request-invalid`, naming the value.
 */
export function checkBounds(
  { name, values }: Pick<Series, 'name' | 'values'>,
  bounds: Bounds,
): void {
  const { least = -Infinity, most = Infinity } = bounds
  if (!(least < most)) {
    throw new EngineError(
      'request-invalid',
      `The bounds ${least} and ${most} leave nothing between.`,
      {
        remedy: 'Give a lower bound below the upper one.',
      },
    )
  }
  const crossing = values.find((value) => value < least || value > most)
  if (crossing === undefined) return
  const side = crossing < least ? `below the bound ${least}` : `above the bound ${most}`
  throw new EngineError('request-invalid', `${name} has the value ${crossing}, ${side}.`, {
    column: name,
    field: crossing < least ? 'bounds.least' : 'bounds.most',
    remedy: 'Widen the bound or mend the value.',
  })
}

/** With so many values on one side, the next one is on the other at most 1 time in 20 (rule of succession). */
const fewestValues = 18

/**
 * Bounds that the values of every series suggest: 0 at the bottom where none is below it and the least is nearer
 * to it than one standard deviation, so that a band could cross it. An upper bound is never guessed.
 */
export function suggestBounds(panel: readonly Pick<Series, 'values'>[]): Bounds {
  const least = panel.every(({ values }) => staysAboveZero(values)) ? 0 : undefined
  return { least, automatic: true }
}

/** The bounds for who knows no more than these rows: an automatic one is suggested by them alone. */
export function boundsKnowing(bounds: Bounds, known: readonly Pick<Series, 'values'>[]): Bounds {
  return bounds.automatic === true ? { ...bounds, least: suggestBounds(known).least } : bounds
}

function staysAboveZero(values: Float64Array): boolean {
  let count = 0
  let sum = 0
  let least = Infinity
  for (const value of values) {
    if (value < 0) return false
    if (Number.isNaN(value)) continue
    count += 1
    sum += value
    least = Math.min(least, value)
  }
  if (count < fewestValues) return false
  const mean = sum / count
  let squares = 0
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2
  return least < Math.sqrt(squares / count)
}

/** Bounds as somebody wants them: null for none, absent where the data decide. */
export interface WantedBounds {
  readonly atLeast?: number | null
  readonly atMost?: number | null
}

/** The bounds that are wanted, and those that are suggested where nothing is. */
export function settleBounds({ atLeast, atMost }: WantedBounds, suggested: Bounds): Bounds {
  return {
    ...(atLeast === undefined
      ? { least: suggested.least, automatic: suggested.automatic }
      : { least: atLeast ?? undefined }),
    most: atMost === undefined ? suggested.most : (atMost ?? undefined),
  }
}

/** What bounds do, and that all values keep to them, as a sentence; none without bounds. */
export function explainBounds(
  { least, most }: Bounds,
  panel: readonly Pick<Series, 'values'>[],
): readonly string[] {
  if (least === undefined && most === undefined) return []
  const range =
    least === undefined
      ? `at or below ${most}`
      : most === undefined
        ? `at or above ${least}`
        : `from ${least} to ${most}`
  const count = panel.reduce(
    (sum, { values }) => sum + values.filter((value) => !Number.isNaN(value)).length,
    0,
  )
  return [`Forecasts and their bands stay ${range}, as all ${count} values do.`]
}
