import type { Quantiles } from './forecaster'

/** A forecast of classes for one case: a probability for each, summing to 1. */
export interface ClassForecast {
  /** Index of the class that came. */
  readonly actual: number
  readonly probabilities: readonly number[]
}

export interface ClassReport {
  readonly count: number
  readonly accuracy: number
  /** Mean over the classes that occur of the share of their cases that were found. */
  readonly balancedAccuracy: number
  /** `[actual][predicted]`, counts. */
  readonly confusion: readonly (readonly number[])[]
  /** The commonest class, and the accuracy of always saying it. */
  readonly majority: { readonly class: number; readonly accuracy: number }
  /** Mean squared distance of the probabilities from what came (Brier 1950), 0 to 2. */
  readonly brier: number
  /** Mean distance of said from seen, weighted by cases (expected calibration error), 0 to 1. */
  readonly calibrationError: number
  /** Tenths of the probability said for the predicted class, those with cases. */
  readonly calibration: readonly CalibrationBin[]
}

export interface CalibrationBin {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly meanSaid: number
  readonly seen: number
}

const bins = 10

/** Scores of class forecasts beside the majority class. The likeliest class is the prediction, ties the first. */
export function reportClasses(forecasts: readonly ClassForecast[], classes: number): ClassReport {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  const said = Array.from({ length: bins }, () => ({ count: 0, sum: 0, hits: 0 }))
  let brier = 0
  for (const { actual, probabilities } of forecasts) {
    const predicted = probabilities.indexOf(Math.max(...probabilities))
    confusion[actual][predicted] += 1
    probabilities.forEach((p, k) => {
      brier += (p - (k === actual ? 1 : 0)) ** 2
    })
    const bin = said[Math.min(bins - 1, Math.floor(probabilities[predicted] * bins))]
    bin.count += 1
    bin.sum += probabilities[predicted]
    bin.hits += predicted === actual ? 1 : 0
  }
  const count = forecasts.length
  const sizes = confusion.map((row) => row.reduce((sum, cases) => sum + cases, 0))
  const recalls = confusion.flatMap((row, k) => (sizes[k] === 0 ? [] : [row[k] / sizes[k]]))
  const largest = Math.max(...sizes)
  const calibration = said.flatMap((bin, i) =>
    bin.count === 0
      ? []
      : [
          {
            from: i / bins,
            to: (i + 1) / bins,
            count: bin.count,
            meanSaid: bin.sum / bin.count,
            seen: bin.hits / bin.count,
          },
        ],
  )
  return {
    count,
    accuracy: confusion.reduce((sum, row, k) => sum + row[k], 0) / count,
    balancedAccuracy: recalls.reduce((sum, value) => sum + value, 0) / recalls.length,
    confusion,
    majority: { class: sizes.indexOf(largest), accuracy: largest / count },
    brier: brier / count,
    calibrationError: calibration.reduce(
      (sum, bin) => sum + (bin.count / count) * Math.abs(bin.meanSaid - bin.seen),
      0,
    ),
    calibration,
  }
}

/** Classes of a change, in this order. */
export const directions = ['down', 'flat', 'up'] as const

/** Index into `directions`: flat when the change is at most `flat` in size. NaN for a missing change. */
export function directionOf(change: number, flat: number): number {
  if (Number.isNaN(change)) return Number.NaN
  return change < -flat ? 0 : change > flat ? 2 : 1
}

/**
 * Probabilities of down, flat and up at one step of a forecast: its distribution function, straight between
 * its quantiles, at the edges of the flat band around the last known value.
 */
export function directionProbabilities(
  quantiles: Quantiles,
  step: number,
  last: number,
  flat: number,
): readonly number[] {
  const below = shareBelow(quantiles, step, last - flat)
  const upTo = shareBelow(quantiles, step, last + flat)
  return [below, upTo - below, 1 - upTo]
}

/** P(value < x); beyond the outer quantiles the slope of the outermost pair goes on, to 0 and 1. */
function shareBelow({ probabilities, values }: Quantiles, step: number, x: number): number {
  const at = values.map((quantile) => quantile[step])
  const last = at.length - 1
  if (last < 1) return x > at[0] ? 1 : x < at[0] ? 0 : 0.5
  let k = at.findIndex((value) => value > x)
  if (k < 0) k = last
  const right = Math.max(1, k)
  const width = at[right] - at[right - 1]
  if (width <= 0) return x < at[right - 1] ? 0 : x > at[right] ? 1 : probabilities[right]
  const slope = (probabilities[right] - probabilities[right - 1]) / width
  return Math.min(1, Math.max(0, probabilities[right - 1] + slope * (x - at[right - 1])))
}
