/** Half the width of each band for each step ahead, `[horizon]`, on the residuals' scale. */
export interface ConformalBands {
  readonly half80: Float64Array
  readonly half95: Float64Array
  readonly report: BandReport
}

export interface BandReport {
  /** Validation windows whose residuals made the bands. */
  readonly windows: number
  /** Null when they suffice for 95 %, else what the reader must know. */
  readonly caution: string | null
}

/** Fewest residuals with which ⌈(m + 1) level⌉ ≤ m, so that a band of this level can be defended. */
export function residualsNeeded(level: number): number {
  return Math.ceil(rounded(level / (1 - level)))
}

/**
 * Split conformal half-width: the ⌈(m + 1) level⌉-th smallest of m absolute residuals (Vovk et al. 2005;
 * Lei et al. 2018). Exchangeable residuals are then covered with probability at least `level`. With too
 * few it is the largest, which covers m ÷ (m + 1); NaN for none.
 */
export function conformalHalfWidth(residuals: readonly number[], level: number): number {
  const sorted = residuals.map(Math.abs).sort((a, b) => a - b)
  if (sorted.length === 0) return Number.NaN
  const rank = Math.ceil(rounded((sorted.length + 1) * level))
  return sorted[Math.min(rank, sorted.length) - 1]
}

/**
 * Bands for each step ahead from the validation residuals of that step, `residuals[step]`. A step with too
 * few for 95 % borrows those of its neighbours, one more on each side at a time, until they suffice; the
 * report says so, and says when all together do not.
 */
export function conformalBands(residuals: readonly (readonly number[])[]): ConformalBands {
  const windows = Math.min(...residuals.map((step) => step.length))
  const [half80, half95] = conformalHalves(residuals, [0.8, 0.95])
  const widest = Math.max(
    ...residuals.map((_, step) => pool(residuals, step, residualsNeeded(0.95))[1]),
  )
  const total = residuals.reduce((sum, step) => sum + step.length, 0)
  return { half80, half95, report: { windows, caution: caution(windows, widest, total) } }
}

/**
 * Half the width of a band of each level for each step ahead, `[level][horizon]`, from residuals as in
 * `conformalBands`; wider levels hold narrower ones.
 * @param levels ascending, inside (0, 1)
 */
export function conformalHalves(
  residuals: readonly (readonly number[])[],
  levels: readonly number[],
): readonly Float64Array[] {
  let inner = new Float64Array(residuals.length)
  return levels.map((level) => {
    inner = Float64Array.from(residuals, (_, step) => {
      const [pooled] = pool(residuals, step, residualsNeeded(level))
      return Math.max(conformalHalfWidth(pooled, level), inner[step])
    })
    return inner
  })
}

function pool(
  residuals: readonly (readonly number[])[],
  step: number,
  needed: number,
): readonly [readonly number[], number] {
  for (let reach = 0; ; reach++) {
    const from = Math.max(0, step - reach)
    const pooled = residuals.slice(from, step + reach + 1).flat()
    if (pooled.length >= needed || pooled.length === residuals.flat().length) return [pooled, reach]
  }
}

function caution(windows: number, reach: number, total: number): string | null {
  if (reach === 0 && windows >= residualsNeeded(0.95)) return null
  const needed = residualsNeeded(0.95)
  if (total < needed) {
    const holds = Math.floor((100 * total) / (total + 1))
    return (
      `${total} validation residuals are too few to defend 95 %, which needs ${needed}: ` +
      `the outer band is their largest and defends ${holds} %.`
    )
  }
  const steps = reach === 1 ? '1 neighbouring step' : `${reach} neighbouring steps`
  return (
    `${windows} validation windows are too few for 95 % at one step ahead, which needs ${needed}: ` +
    `residuals of up to ${steps} on each side were pooled, so steps differ less than they should.`
  )
}

/** Takes away the trace that a product of decimals leaves, such as 19.000000000000018. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}
