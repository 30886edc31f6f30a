import type { Learner, Member, QuantilePaths } from './member'
import type { PreparedSeries } from './prepared-series'
import { applyRidge, fitRidge } from './ridge'
import { windowFeatures, writeWindow, type WindowShape } from './window-sampler'
import { fromScale, scaleWords } from './window-scale'

/** Ridge regression on scaled windows; its bands are the quantiles of its own errors. */
export function ridgeLearner(shape: WindowShape, probabilities: readonly number[]): Learner {
  return {
    name: `ridge over ${shape.history} steps, windows ${scaleWords[shape.scale]}`,
    trained: false,
    learn: (panel) => Promise.resolve(ridgeMember(panel, shape, probabilities)),
  }
}

function ridgeMember(
  panel: readonly PreparedSeries[],
  shape: WindowShape,
  probabilities: readonly number[],
): Member {
  const ridge = fitRidge(panel, shape)
  const middle = (probabilities.length - 1) / 2
  const spread = probabilities.map((share, k) =>
    Float64Array.from(ridge.errors, (errors) => outward(k - middle, quantileOf(errors, share))),
  )
  const forecast = (series: PreparedSeries): QuantilePaths => {
    const inputs = new Float32Array(shape.history * windowFeatures)
    const end = series.values.length
    const scale = writeWindow(series, end, shape, inputs, 0)
    const point = applyRidge(ridge, inputs, 0, shape)
    return spread.map((errors) => point.map((z, h) => fromScale(z + errors[h], end + h, scale)))
  }
  return {
    predict: (histories) => Promise.resolve(histories.map(forecast)),
    dispose: () => undefined,
  }
}

/** Keeps lower errors below 0 and upper ones above, so that quantiles never cross the median. */
function outward(side: number, error: number): number {
  if (side === 0) return 0
  return side < 0 ? Math.min(0, error) : Math.max(0, error)
}

function quantileOf(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0
  const at = share * (sorted.length - 1)
  const low = Math.floor(at)
  const high = Math.min(low + 1, sorted.length - 1)
  return sorted[low] + (at - low) * (sorted[high] - sorted[low])
}
