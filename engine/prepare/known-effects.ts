import type { Covariate, Series } from '../data/series'
import { spreadSlope } from './level'
import { solveLinearSystem } from './linear-system'

/** What covariates that are known ahead do to a series, taken off before a method learns and put back after. */
export interface KnownEffects {
  /** A sentence for each covariate. */
  readonly reasons: readonly string[]
  /** The series as it would be without the effects; covariates stay, for methods that look for more in them. */
  apply(series: Series): Series
  /** A value of the step `ahead` (0-based) after a history's end with its effects; rising in `value`. */
  restore(value: number, history: Series, ahead: number): number
}

/** Below this |t| an effect is not told from noise, 1 time in 20. */
const visibleT = 2
/** Fewest changes for each effect. */
const fewestChanges = 10

/** Covariates with values beyond the series' end, which are steered or announced: holidays, planned prices. */
export function knownAhead({ covariates }: Series): readonly Covariate[] {
  return covariates.filter(({ future }) => future !== undefined)
}

/** The series without the covariates that are known ahead. */
export function withoutKnown(series: Series): Series {
  const known = knownAhead(series)
  return { ...series, covariates: series.covariates.filter((each) => !known.includes(each)) }
}

/**
 * Regresses the changes of the series over one season (one step without a season) on those of its known-ahead
 * covariates, by least squares, so that trend and season need no model (Hyndman & Athanasopoulos, Forecasting:
 * Principles and Practice, 10.1). Effects are factors where the spread grows with the level, else they add.
 * Those that cannot be told from noise are left out one by one, the least visible first.
 * @param rows rows that are learned from; later ones are not read
 */
export function fitKnownEffects(series: Series, rows: number, season: number): KnownEffects {
  const known = knownAhead(series)
  const values = series.values.subarray(0, rows)
  const factors = spreadSlope(values, season) !== null && !values.some((value) => value <= 0)
  const lag = season > 1 && rows >= 3 * season ? season : 1
  const onScale = factors ? values.map(Math.log) : values
  const columns = known.map(({ values: own }) => changes(own.subarray(0, rows), lag))
  const found = eliminate(changes(onScale, lag), columns)
  const names = known.map(({ name }) => name)
  const sum = (at: (covariate: Covariate) => number): number =>
    found.reduce((total, effect, i) => {
      // A gap in the past has no effect that is known; futures have been checked to have none.
      const value = effect.size === 0 ? 0 : at(known[i])
      return total + (Number.isNaN(value) ? 0 : effect.size * value)
    }, 0)
  return {
    reasons: found.map((effect, i) => sentenceOf(names[i], effect, factors)),
    apply(given) {
      const own = knownAhead(given)
      const without = given.values.map((value, step) => {
        const effect = sum(({ name }) => valueOf(own, name, (each) => each.values[step]))
        return factors ? value / Math.exp(effect) : value - effect
      })
      return { ...given, values: without }
    },
    restore(value, { covariates }, ahead) {
      const effect = sum(({ name }) =>
        valueOf(covariates, name, ({ future }) => future?.[ahead] ?? Number.NaN),
      )
      return factors ? value * Math.exp(effect) : value + effect
    },
  }
}

function valueOf(
  covariates: readonly Covariate[],
  name: string,
  of: (covariate: Covariate) => number,
): number {
  const covariate = covariates.find((each) => each.name === name)
  return covariate === undefined ? Number.NaN : of(covariate)
}

interface Effect {
  /** Change of the value, or of its logarithm, for 1 of the covariate; 0 where it is left out. */
  readonly size: number
  /** NaN where it never changed. */
  readonly t: number
}

function changes(values: Float64Array, lag: number): Float64Array {
  return values.subarray(lag).map((value, i) => value - values[i])
}

/** Effects by least squares; the least visible is left out until all are visible. */
function eliminate(target: Float64Array, columns: readonly Float64Array[]): readonly Effect[] {
  const effects: Effect[] = columns.map(() => ({ size: 0, t: Number.NaN }))
  let kept = columns.map((_, i) => i).filter((i) => columns[i].some((value) => Math.abs(value) > 0))
  while (kept.length > 0) {
    const fit = leastSquares(
      target,
      kept.map((i) => columns[i]),
    )
    if (fit === null) break
    kept.forEach((i, k) => (effects[i] = fit[k]))
    const faintest = kept.reduce((a, b) =>
      Math.abs(effects[b].t) < Math.abs(effects[a].t) ? b : a,
    )
    if (Math.abs(effects[faintest].t) >= visibleT) break
    effects[faintest] = { size: 0, t: effects[faintest].t }
    kept = kept.filter((i) => i !== faintest)
  }
  return effects
}

/** Ordinary least squares with a constant, over the rows that are whole; null with too few of them. */
function leastSquares(
  target: Float64Array,
  columns: readonly Float64Array[],
): readonly Effect[] | null {
  const size = columns.length
  const whole = Array.from(target, (_, row) => row).filter(
    (row) => ![target, ...columns].some((column) => Number.isNaN(column[row])),
  )
  if (whole.length < fewestChanges * size) return null
  const y = centred(target, whole)
  const x = columns.map((column) => centred(column, whole))
  const scales = x.map((column) =>
    Math.sqrt(column.reduce((sum, value) => sum + value ** 2, 0) / whole.length),
  )
  if (scales.includes(0)) return null
  // [XᵀX | Xᵀy | I]: the solution and, for its variances, the inverse.
  const system = Array.from({ length: size }, () => new Float64Array(2 * size + 1))
  for (let row = 0; row < y.length; row++) {
    for (let i = 0; i < size; i++) {
      const value = x[i][row] / scales[i]
      for (let j = 0; j < size; j++) system[i][j] += (value * x[j][row]) / scales[j]
      system[i][size] += value * y[row]
    }
  }
  for (let i = 0; i < size; i++) system[i][size + 1 + i] = 1
  const solved = solveLinearSystem(system)
  const squares = y.reduce((sum, value, row) => {
    const fitted = solved.reduce(
      (total, [weight], k) => total + (weight * x[k][row]) / scales[k],
      0,
    )
    return sum + (value - fitted) ** 2
  }, 0)
  const variance = squares / (whole.length - size - 1)
  return solved.map(([weight, ...inverse], k) => ({
    size: weight / scales[k],
    t: variance === 0 ? Math.sign(weight) * Infinity : weight / Math.sqrt(variance * inverse[k]),
  }))
}

/** The rows less their mean. */
function centred(values: Float64Array, rows: readonly number[]): Float64Array {
  const mean = rows.reduce((sum, row) => sum + values[row], 0) / rows.length
  return Float64Array.from(rows, (row) => values[row] - mean)
}

function sentenceOf(name: string, { size, t }: Effect, factors: boolean): string {
  if (Number.isNaN(t))
    return `${name} is known ahead, but too little of it changes to see what it does.`
  if (size === 0) {
    return `${name} is known ahead, but shows no effect that stands out from noise (|t| = ${Math.abs(t).toFixed(1)}).`
  }
  const shown = factors
    ? `${percent(Math.expm1(size))} %`
    : `${size > 0 ? '+' : '−'}${Number(Math.abs(size).toPrecision(3))}`
  return `${name} is known ahead: 1 more of it changes the value by ${shown} (t = ${t.toFixed(1)}).`
}

function percent(share: number): string {
  return `${share > 0 ? '+' : '−'}${Number(Math.abs(100 * share).toPrecision(3))}`
}
