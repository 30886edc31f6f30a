/** Level and season of a history by exponential smoothing, each known from what came before. */
export interface SmoothedHistory {
  /** `[steps]`: the level after each step. */
  readonly levels: Float64Array
  /**
   * `[steps + season]`: the season's effect on each step as it was known one season before (on the first
   * season: as it is started), and on the season after the end.
   */
  readonly effects: Float64Array
}

const levelWeights = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9] as const
const seasonWeights = [0, 0.05, 0.1, 0.2, 0.4] as const
/** Seasons that the first effects are a mean of. */
const firstSeasons = 3

/**
 * Holt and Winters' additive smoothing without a trend (Winters 1960), the first stage of Smyl's hybrid
 * (2020): l ← l + α (y − s − l), s ← s + γ (y − l′ − s) with l′ the level before. α and γ are those of a
 * grid with the least squared one-step errors. With fewer than two seasons the effects are 0.
 * @param values without gaps, at least one; logarithms make level and season multiplicative
 */
export function smoothHistory(values: Float64Array, season: number): SmoothedHistory {
  const seasonal = season > 1 && values.length >= 2 * season
  const start = seasonal ? firstEffects(values, season) : new Float64Array(season)
  let best = smooth(values, start, levelWeights[0], 0)
  for (const alpha of levelWeights) {
    for (const gamma of seasonal ? seasonWeights : [0]) {
      const next = smooth(values, start, alpha, gamma)
      if (next.squares < best.squares) best = next
    }
  }
  return best
}

function smooth(
  values: Float64Array,
  start: Float64Array,
  alpha: number,
  gamma: number,
): SmoothedHistory & { readonly squares: number } {
  const season = start.length
  const levels = new Float64Array(values.length)
  const effects = new Float64Array(values.length + season)
  effects.set(start)
  const warmUp = Math.min(season, values.length)
  let level = 0
  for (let t = 0; t < warmUp; t++) level += (values[t] - start[t]) / warmUp
  let squares = 0
  values.forEach((value, t) => {
    const error = value - effects[t] - level
    squares += error * error
    effects[t + season] = effects[t] + gamma * error
    level += alpha * error
    levels[t] = level
  })
  return { levels, effects, squares }
}

/** Mean departure of each place from its own season's mean over the first seasons. */
function firstEffects(values: Float64Array, season: number): Float64Array {
  const count = Math.min(firstSeasons, Math.floor(values.length / season))
  const effects = new Float64Array(season)
  for (let lap = 0; lap < count; lap++) {
    const own = values.subarray(lap * season, (lap + 1) * season)
    const mean = own.reduce((sum, value) => sum + value, 0) / season
    own.forEach((value, place) => {
      effects[place] += (value - mean) / count
    })
  }
  return effects
}
