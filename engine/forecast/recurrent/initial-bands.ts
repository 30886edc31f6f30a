import { middleLevel } from '../../network/heads/quantiles-head'
import type { Batch, Network } from '../../network/network'
import { windowFeatures, windowSize, type WindowShape } from './window-sampler'

/**
 * Sets the head's offsets so that the first bands are as wide as what the network starts from errs on this
 * batch: 0, or the season before with a seasonal skip. The head's own start, bands of 0.7 a step, is far too
 * wide for values whose changes are some hundredths, and training would spend its steps on narrowing them.
 */
export async function setInitialBands(
  network: Network,
  batch: Batch,
  shape: WindowShape & { readonly skipSeason: number | null },
  probabilities: readonly number[],
): Promise<void> {
  const error = startingError(batch, shape)
  if (!(error > 0)) return
  const middle = middleLevel(probabilities)
  const steps = probabilities.map((share, k) => {
    if (k === middle) return 0
    const inner = probabilities[k > middle ? k - 1 : k + 1]
    return inverseSoftplus(
      deviationsOfMeanError * error * Math.abs(logistic(share) - logistic(inner)),
    )
  })
  const weights = await network.weights()
  const changed = weights.map((tensor) =>
    tensor.name === 'head.bias'
      ? { ...tensor, values: tensor.values.map((_, i) => steps[i % steps.length]) }
      : tensor,
  )
  network.setWeights(changed)
}

/** σ ÷ mean|e| of a normal distribution, √(π⁄2). */
const deviationsOfMeanError = 1.2533

/** The logistic distribution's quantile, scaled to be near the normal one (Bowling et al. 2009). */
function logistic(share: number): number {
  return Math.log(share / (1 - share)) / 1.702
}

/** x with log(1 + eˣ) = y, for y above 0. */
function inverseSoftplus(y: number): number {
  return y > 20 ? y : Math.log(Math.expm1(Math.max(y, 1e-6)))
}

/** Mean of the absolute errors of the network's start on a batch; NaN when all targets are missing. */
function startingError(
  { size, inputs, targets }: Batch,
  shape: WindowShape & { readonly skipSeason: number | null },
): number {
  const { history, horizon, skipSeason, beside = 0 } = shape
  const width = windowSize(shape)
  let sum = 0
  let count = 0
  for (let row = 0; row < size; row++) {
    for (let h = 0; h < horizon; h++) {
      const target = targets[row * horizon + h]
      if (Number.isNaN(target)) continue
      const t = skipSeason === null ? 0 : history - skipSeason + (h % skipSeason)
      const start = skipSeason === null ? 0 : inputs[row * width + t * (windowFeatures + beside)]
      sum += Math.abs(target - start)
      count += 1
    }
  }
  return sum / count
}
