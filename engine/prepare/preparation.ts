import type { Series } from '../data/series'
import { fitHarmonics, harmonicAt, phase } from './cycles'
import type { Cycle, HarmonicFit } from './cycles'
import { applyZScore, robustStatistics, zScoreStatistics } from './scalers'
import type { ZScore } from './scalers'
import {
  applyLog,
  applySeasonalDifference,
  invertLog,
  invertSeasonalDifference,
} from './transforms'

/** How a series becomes what the network sees. A choice only: nothing is fitted yet. */
export interface PreparationForm {
  /** Steps in the season found, 1 when there is none. */
  readonly season: number
  /** Logarithm first. */
  readonly log: boolean
  /** Then the change against the season before. */
  readonly seasonalDifference: boolean
  /** Or, for cycles too long for that, less the cycle's mean curve. */
  readonly cycle: Cycle | null
  /** Each window is measured from its own last value. */
  readonly fromLastValue: boolean
  /** Scaled by quartiles instead of mean and standard deviation, so that outliers do not set the scale. */
  readonly robust: boolean
  /** Cycles shown to the network as sine and cosine. */
  readonly calendar: readonly Cycle[]
}

/** Sines and cosines in a cycle's mean curve: a year of weather has little finer shape than two. */
export const cycleHarmonics = 2

/** A form with everything it learned from the rows before `fitEnd`. */
export interface FittedPreparation {
  readonly choice: PreparationForm
  readonly curve: HarmonicFit | null
  readonly scale: ZScore
  readonly covariateScales: readonly ZScore[]
  /** Whether the target, and then each covariate, is shown to the network with its mask, as it has gaps. */
  readonly masked: readonly boolean[]
}

/** A series as the network sees it. */
export interface PreparedSeries {
  /** After the logarithm, if any, and nothing else: the scale on which residuals are measured. */
  readonly stabilised: Float64Array
  /** `[steps]` on the network's scale; NaN where there is no value to learn from. */
  readonly target: Float64Array
  /** `[feature][steps]`, finite: the target with gaps filled, its mask if it has gaps, then the others. */
  readonly inputs: readonly Float64Array[]
  /**
   * What windows that go on past their origin show of each input there: a column that is as long as it is
   * known, or a constant where nothing is.
   */
  readonly ahead: readonly (Float64Array | number)[]
  /** First step that has a value on the network's scale. */
  readonly firstStep: number
  readonly fromLastValue: boolean
}

/**
 * Learns scale and curve from rows `[0, fitEnd)`; later rows are not read. With `fromLastValue` the scale
 * is that of the change over `horizon` steps, which is what the network then has to find.
 * @param goesOn whether windows go on past their origin, where the target's mask tells that it is missing
 */
export function fitPreparation(
  series: Series,
  choice: PreparationForm,
  fitEnd: number,
  horizon: number,
  goesOn = false,
): FittedPreparation {
  const fitted = stabilise(series.values.subarray(0, fitEnd), choice)
  const curve = choice.cycle === null ? null : fitHarmonics(fitted, choice.cycle, cycleHarmonics)
  const flat = flatten(fitted, choice, curve)
  const changes = flat.subarray(horizon).map((value, i) => value - flat[i])
  const statistics = choice.robust ? robustStatistics : zScoreStatistics
  const scale = choice.fromLastValue
    ? { mean: 0, deviation: statistics(changes).deviation }
    : statistics(flat)
  const covariateScales = series.covariates.map(({ values }) => zScoreStatistics(values, 0, fitEnd))
  const masked = [flat, ...series.covariates.map(({ values }) => values.subarray(0, fitEnd))].map(
    (values, i) => (goesOn && i === 0) || values.subarray(firstKnown(flat)).some(Number.isNaN),
  )
  return { choice, curve, scale, covariateScales, masked }
}

/** Brings the whole series to the network's scale; each step depends on itself and its past alone. */
export function applyPreparation(series: Series, fitted: FittedPreparation): PreparedSeries {
  const { choice, curve, scale } = fitted
  const stabilised = stabilise(series.values, choice)
  const target = applyZScore(flatten(stabilised, choice, curve), scale)
  const firstStep = firstKnown(target)
  const { length } = target
  const [masked, ...othersMasked] = fitted.masked
  const shown: Shown[] = pastOnly(target, masked, firstStep)
  series.covariates.forEach(({ values, future }, i) => {
    const isMasked = othersMasked[i]
    const ownScale = fitted.covariateScales[i]
    if (future === undefined) {
      shown.push(...pastOnly(applyZScore(values, ownScale), isMasked, firstStep))
      return
    }
    const scaled = applyZScore(joined(values, future), ownScale)
    shown.push(...knownOn(scaled, length, isMasked, firstStep))
    // A change against the season before is made by both steps.
    if (choice.seasonalDifference)
      shown.push(...knownOn(delayed(scaled, choice.season), length, false, firstStep))
  })
  for (const cycle of choice.calendar) {
    // No horizon is longer than its series.
    const angles = Float64Array.from({ length: 2 * length }, (_, step) => phase(cycle, step))
    shown.push(knownTo(angles.map(Math.sin), length), knownTo(angles.map(Math.cos), length))
  }
  return {
    stabilised,
    target,
    inputs: shown.map(({ past }) => past),
    ahead: shown.map(({ ahead }) => ahead),
    firstStep,
    fromLastValue: choice.fromLastValue,
  }
}

/** An input up to the series' end, and what there is of it beyond a window's origin. */
interface Shown {
  readonly past: Float64Array
  readonly ahead: Float64Array | number
}

/** A column with gaps filled, and its mask if it has one; beyond an origin its mean, marked as missing. */
function pastOnly(scaled: Float64Array, masked: boolean, firstStep: number): Shown[] {
  const mask = masked ? [{ past: maskOf(scaled, firstStep), ahead: 1 }] : []
  return [{ past: carryForward(scaled), ahead: 0 }, ...mask]
}

/** A column that is known beyond the series' end at `length`, in the same form. */
function knownOn(
  scaled: Float64Array,
  length: number,
  masked: boolean,
  firstStep: number,
): Shown[] {
  const mask = masked ? [knownTo(maskOf(scaled, firstStep), length)] : []
  return [knownTo(carryForward(scaled), length), ...mask]
}

function knownTo(whole: Float64Array, length: number): Shown {
  return { past: whole.subarray(0, length), ahead: whole }
}

function joined(values: Float64Array, future: Float64Array): Float64Array {
  const whole = new Float64Array(values.length + future.length)
  whole.set(values)
  whole.set(future, values.length)
  return whole
}

/** Each step shows what was `steps` before it; the first ones are missing. */
function delayed(values: Float64Array, steps: number): Float64Array {
  return values.map((_, step) => values[step - steps] ?? Number.NaN)
}

/**
 * Turns the network's outputs for the steps after `origin` into values on the stabilised scale, from the
 * series up to and including `origin`. `outputs` is `[horizon]`.
 */
export function restoreStabilised(
  outputs: Float64Array,
  origin: number,
  prepared: PreparedSeries,
  { choice, curve, scale }: FittedPreparation,
): Float64Array {
  const anchor = prepared.fromLastValue ? prepared.inputs[0][origin] : 0
  const flat = outputs.map((value) => (value + anchor) * scale.deviation + scale.mean)
  if (choice.seasonalDifference) {
    return invertSeasonalDifference(flat, prepared.stabilised, choice.season, origin)
  }
  if (curve === null) return flat
  return flat.map((value, ahead) => value + harmonicAt(curve, origin + 1 + ahead))
}

/** From the stabilised scale back to the target's unit. */
export function toValues(stabilised: Float64Array, choice: PreparationForm): Float64Array {
  return choice.log ? invertLog(stabilised) : stabilised
}

function stabilise(values: Float64Array, choice: PreparationForm): Float64Array {
  return choice.log ? applyLog(values) : values
}

function flatten(
  stabilised: Float64Array,
  choice: PreparationForm,
  curve: HarmonicFit | null,
): Float64Array {
  if (choice.seasonalDifference) return applySeasonalDifference(stabilised, choice.season)
  if (curve === null) return stabilised
  return stabilised.map((value, step) => value - harmonicAt(curve, step))
}

/** Fills gaps with the last value before them, for inputs only; 0, the mean, before the first value. */
function carryForward(scaled: Float64Array): Float64Array {
  let last = 0
  return scaled.map((value) => {
    if (!Number.isNaN(value)) last = value
    return last
  })
}

/** 1 where a value was missing and 0 elsewhere. */
function maskOf(scaled: Float64Array, from: number): Float64Array {
  return scaled.map((value, step) => (step >= from && Number.isNaN(value) ? 1 : 0))
}

/** 0 where nothing is known. */
function firstKnown(values: Float64Array): number {
  return Math.max(
    values.findIndex((value) => !Number.isNaN(value)),
    0,
  )
}
