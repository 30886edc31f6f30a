const formats = new Map<number, Intl.NumberFormat>()

/** A number for reading: `decimals` places, thousands grouped, a true minus sign; a dash when missing. */
export function numberText(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '–'
  let format = formats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: 'negative',
    })
    formats.set(decimals, format)
  }
  return format.format(value).replace('-', '−')
}

/** The fewest decimals, at most 4, that write every value exactly; 4 when more would be needed. */
export function decimalsOf(values: ArrayLike<number>): number {
  let decimals = 0
  for (let i = 0; i < values.length && decimals < 4; i++) {
    const value = values[i]
    if (!Number.isFinite(value)) continue
    while (decimals < 4 && !isWritten(value, decimals)) decimals += 1
  }
  return decimals
}

function isWritten(value: number, decimals: number): boolean {
  const scaled = value * 10 ** decimals
  return Math.abs(scaled - Math.round(scaled)) <= 1e-9 * Math.max(1, Math.abs(scaled))
}

/** Decimals that show a spread of this size in three digits: 15 → 1, 150 → 0, 0.4 → 3; at most 6. */
export function decimalsForSpread(spread: number): number {
  if (!(spread > 0)) return 0
  return Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(spread))))
}

/** `38 of 96 MB`, `0.4 of 2.1 MB`. @param bytes done and in all. */
export function sizeText(done: number, bytes: number): string {
  const decimals = bytes < 10e6 ? 1 : 0
  return `${numberText(done / 1e6, decimals)} of ${numberText(bytes / 1e6, decimals)} MB`
}

/** A duration for reading: `0:31`, `1:50`, `1:02:09`. Whole seconds, rounded up so that 0 means done. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  const two = (part: number): string => String(part).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  const clock = `${minutes % 60}:${two(whole % 60)}`
  return minutes < 60
    ? clock
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`
}
