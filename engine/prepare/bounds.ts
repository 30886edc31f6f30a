import { EngineError } from '../errors'

/** What a quantity cannot leave: stock is never below 0, a hall never above its seats. */
export interface Bounds {
  readonly least?: number
  readonly most?: number
}

/** The value, or the bound that it crosses. */
export function bounded(value: number, { least = -Infinity, most = Infinity }: Bounds): number {
  return Math.min(most, Math.max(least, value))
}

/**
 * Refuses bounds that what was measured already crosses: then they are not bounds of this quantity.
 * @throws EngineError `request-invalid`, naming the value.
 */
export function checkBounds(name: string, values: Float64Array, bounds: Bounds): void {
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
    remedy: 'Widen the bound or mend the value.',
  })
}
