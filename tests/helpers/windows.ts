import type { ModelSpec } from '../../engine/spec/model-spec'
import type { WindowSource } from '../../engine/train/window-source'

/** All windows of a series; the same shape of view that preparation makes. */
export function windowsOf(
  values: Float64Array,
  { input: { history }, horizon }: ModelSpec,
): WindowSource {
  return {
    count: values.length - history - horizon + 1,
    features: 1,
    fill(indices, { inputs, targets }) {
      indices.forEach((from, row) => {
        const middle = from + history
        inputs.set(values.subarray(from, middle), row * history)
        targets.set(values.subarray(middle, middle + horizon), row * horizon)
      })
    },
  }
}
