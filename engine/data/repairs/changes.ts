/**
 * What each value is from the one before, `[steps]`: the difference, or with `relative` the return in percent,
 * 100 · (value ÷ before − 1). NaN for the first, where either is missing, and for a return from 0.
 */
export function changesOf(values: Float64Array, relative: boolean): Float64Array {
  return values.map((value, step) => {
    if (step === 0) return Number.NaN
    const before = values[step - 1]
    if (!relative) return value - before
    return before === 0 ? Number.NaN : 100 * (value / before - 1)
  })
}
