/** ln x of each value; all must be above 0 or NaN, which stays NaN. */
export function applyLog(values: Float64Array): Float64Array {
  return values.map(Math.log)
}

/** The inverse of `applyLog`. What was the middle of a distribution stays its middle (the median). */
export function invertLog(values: Float64Array): Float64Array {
  return values.map(Math.exp)
}

/**
 * What each value is compared with: the latest value seen at the same place of an earlier season,
 * `[length]` from step 0 on, NaN where there was none. Without gaps it is the value one season earlier;
 * over a gap it is the one before. Only the past of each step is read, so `length` may exceed the values:
 * steps after their end repeat the last season.
 */
export function seasonalAnchors(
  values: Float64Array,
  season: number,
  length: number = values.length,
): Float64Array {
  const anchors = new Float64Array(length).fill(Number.NaN)
  for (let i = season; i < length; i++) {
    const earlier = i - season < values.length ? values[i - season] : Number.NaN
    anchors[i] = Number.isNaN(earlier) ? anchors[i - season] : earlier
  }
  return anchors
}

/** Each value less its seasonal anchor; NaN in the first season and where the value is missing. */
export function applySeasonalDifference(values: Float64Array, season: number): Float64Array {
  const anchors = seasonalAnchors(values, season)
  return values.map((value, i) => value - anchors[i])
}

/**
 * Turns differences of the steps after `origin` back into values, from the values up to and including
 * `origin`; nothing after it is read. Differences beyond one season add to the values restored before them.
 */
export function invertSeasonalDifference(
  differences: Float64Array,
  values: Float64Array,
  season: number,
  origin: number,
): Float64Array {
  const restored = new Float64Array(differences.length)
  const known = (step: number): number =>
    step > origin ? restored[step - origin - 1] : values[step]
  for (let ahead = 0; ahead < differences.length; ahead++) {
    let earlier = origin + 1 + ahead - season
    while (earlier >= 0 && Number.isNaN(known(earlier))) earlier -= season
    restored[ahead] = differences[ahead] + (earlier >= 0 ? known(earlier) : Number.NaN)
  }
  return restored
}
