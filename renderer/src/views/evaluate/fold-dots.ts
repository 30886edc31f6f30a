import { roundStep } from '../../charts/value-range'
import type { FoldDifferences } from './backtest-view'

/** A picture of one dot a fold, stacked where they would overlap, in pixels. */
export interface DotPicture {
  readonly dots: readonly { readonly x: number; readonly y: number }[]
  /** The mean's place and its limits'. */
  readonly mean: number
  readonly limits: readonly [number, number] | null
  readonly zero: number
  /** The value at either end of the axis. */
  readonly end: number
}

export interface DotSizes {
  readonly width: number
  /** Middle of the lowest dots. */
  readonly base: number
  readonly radius: number
}

/** Dots of the folds' differences around zero in the middle; all of them and the limits are inside. */
export function placeDots(
  { values, mean, limits }: FoldDifferences,
  { width, base, radius }: DotSizes,
): DotPicture {
  const farthest = Math.max(1e-12, ...values.map(Math.abs), ...(limits ?? []).map(Math.abs))
  const end = roundedUp(farthest)
  const inner = width / 2 - radius - 1
  const at = (value: number): number => width / 2 + (value / end) * inner
  const column = 2 * radius + 1
  const heights = new Map<number, number>()
  const dots = values
    .toSorted((a, b) => a - b)
    .map((value) => {
      const bin = Math.round(at(value) / column)
      const height = heights.get(bin) ?? 0
      heights.set(bin, height + 1)
      return { x: bin * column, y: base - height * column }
    })
  const edges = limits && ([at(limits[0]), at(limits[1])] as const)
  return { dots, mean: at(mean), limits: edges, zero: width / 2, end }
}

/** To the next value of two digits at most. */
function roundedUp(value: number): number {
  const step = roundStep(value / 10)
  return Number((Math.ceil(value / step - 1e-9) * step).toPrecision(12))
}
