import { dropoutKey, dropoutThreshold } from '../dropout-mask'
import type { Arena, Matrix } from './arena'
import type { Machine } from './machine'
import type { ShardRun } from './stage'

/** The mask of one place in the network for the rows of a shard. */
export interface Dropout {
  /** Draws the mask of this batch; gives its address, or 0 when nothing is dropped. */
  draw(machine: Machine, run: ShardRun): number
  /** The mask drawn last, or 0. */
  current(run: ShardRun): number
}

export function dropout(
  place: string,
  rate: number,
  seed: number,
  rows: number,
  columns: number,
  arena: Arena,
): Dropout {
  if (rate === 0) return { draw: () => 0, current: () => 0 }
  const mask = arena.matrix(rows, columns)
  const threshold = dropoutThreshold(rate)
  return {
    draw({ kernels }, { training, batch, first }) {
      if (!training) return 0
      const [low, high] = dropoutKey(seed, place, batch)
      kernels.dropoutMask(
        mask.at,
        mask.stride,
        rows,
        columns,
        first,
        low,
        high,
        threshold,
        1 / (1 - rate),
      )
      return mask.at
    },
    current: ({ training }) => (training ? mask.at : 0),
  }
}

/** Multiplies every step of `[steps·rows]` by the mask `[rows][stride]`; nothing if the mask is 0. */
export function applyMask(
  { kernels }: Machine,
  values: Matrix,
  mask: number,
  steps: number,
  rows: number,
): void {
  if (mask === 0) return
  for (let step = 0; step < steps; step++) {
    kernels.maskRows(
      values.at + 4 * step * rows * values.stride,
      values.stride,
      mask,
      rows,
      values.stride,
    )
  }
}
