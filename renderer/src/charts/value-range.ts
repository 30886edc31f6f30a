/** An axis' range and the round values within it that get a grid line and a label. */
export interface ValueRange {
  readonly min: number
  readonly max: number
  readonly ticks: readonly number[]
  /** Decimals that tell the ticks apart. */
  readonly decimals: number
}

/** The smallest of 1, 2, 5 times a power of ten that is at least `rough`, which is above 0. */
export function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = rough / power
  // 1e-9: a rough step of 5 that floating point made 5.000000001 stays 5.
  return power * (factor <= 1 + 1e-9 ? 1 : factor <= 2 + 1e-9 ? 2 : factor <= 5 + 1e-9 ? 5 : 10)
}

/**
 * A range that contains every finite value of every list, with a margin so that no line or band touches
 * the edge. Lists of bounds count like values: what is drawn is in the range.
 */
export function valueRange(lists: readonly ArrayLike<number>[], targetTicks = 5): ValueRange {
  let low = Infinity
  let high = -Infinity
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const value = list[i]
      if (!Number.isFinite(value)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  if (low > high) return { min: 0, max: 1, ticks: [0, 1], decimals: 0 }
  // A spread this far below the values, or below what can be written, is rounding: drawn as a constant.
  const size = Math.max(Math.abs(low), Math.abs(high))
  if (high - low <= size * 1e-12 + 1e-90) {
    const reach = size > 1e-90 ? size * 0.05 : 1
    low -= reach
    high += reach
  }
  const margin = (high - low) * 0.05
  const min = low - margin
  const max = high + margin
  const step = roundStep((max - min) / Math.max(1, targetTicks))
  const ticks: number[] = []
  for (let k = Math.ceil(min / step); k * step <= max; k++) {
    // Fifteen digits drop binary dust such as 0.6000000000000001, adding 0 a negative zero.
    const tick = Number((k * step).toPrecision(15)) + 0
    if (tick >= min && tick <= max) ticks.push(tick)
  }
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  return { min, max, ticks, decimals }
}

/** Ticks of a logarithmic axis over [low, high], both above 0: halvings within a decade or so, else 1, 2, 5. */
export function logTicks(low: number, high: number): readonly number[] {
  const ticks: number[] = []
  if (high / low <= 40) {
    for (let k = Math.floor(Math.log2(low)); k <= Math.ceil(Math.log2(high)); k++)
      ticks.push(2 ** k)
  } else {
    const factors = high / low <= 2000 ? [1, 2, 5] : [1]
    for (let k = Math.floor(Math.log10(low)); k <= Math.ceil(Math.log10(high)); k++) {
      for (const factor of factors) ticks.push(factor * 10 ** k)
    }
  }
  return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9))
}
