/**
 * Repeats the last season, `[horizon]`: each step is the latest value seen at its place in a season, the
 * value one season earlier where there are no gaps. With a season of 1 this is the naive forecast. A place
 * never seen gets the latest value of all.
 */
export function seasonalNaive(train: Float64Array, horizon: number, season: number): Float64Array {
  const last = train.findLast((value) => !Number.isNaN(value)) ?? Number.NaN
  const forecast = new Float64Array(horizon)
  for (let ahead = 0; ahead < horizon; ahead++) {
    let step = train.length + ahead - season
    while (step >= 0 && (step >= train.length || Number.isNaN(train[step]))) step -= season
    forecast[ahead] = step >= 0 ? train[step] : last
  }
  return forecast
}
