import type { WindowBuffer, WindowSource } from '../prepare/windows'

/** Class of the step `ahead` (1-based) after an origin; NaN where it is not known. */
export type ClassOf = (origin: number, ahead: number) => number

/** The same windows with class indices as targets, masked where the value of the step is. */
export function classWindows(
  source: WindowSource,
  horizon: number,
  classOf: ClassOf,
): WindowSource {
  return {
    ...source,
    fill(indices: Uint32Array, buffer: WindowBuffer) {
      source.fill(indices, buffer)
      const { targets } = buffer
      indices.forEach((index, row) => {
        for (let step = 0; step < horizon; step++) {
          const at = row * horizon + step
          if (!Number.isNaN(targets[at])) targets[at] = classOf(source.origins[index], step + 1)
        }
      })
    },
  }
}
