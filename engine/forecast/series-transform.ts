import { formatTime, stepOf, timeAt } from '../data/calendar'
import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { bandOf, mapForecast } from '../evaluate/forecaster'
import type { Forecast } from '../evaluate/forecaster'
import { normalQuantile } from '../evaluate/normal'
import { applyBoxCox, guerreroLambda, invertBoxCox, invertBoxCoxMean } from '../prepare/box-cox'
import { decompose } from '../prepare/decompose'
import { fillGaps } from '../prepare/fill-gaps'
import { spreadSlope } from '../prepare/level'
import { seasonalAnchors } from '../prepare/transforms'

/** Scales that a method can be given a series on; `auto` is one of the first three, by rule. */
export const transformNames = [
  'auto',
  'none',
  'log',
  'boxcox',
  'difference',
  'seasonal-difference',
  'seasonal-adjust',
] as const
export type TransformName = (typeof transformNames)[number]

/** A transform with what it learned from one series. */
export interface SeriesTransform {
  /** As sentences; none where nothing is done. */
  readonly reasons: readonly string[]
  apply(series: Series): Series
  /** A forecast of the steps after a history (untransformed) on the values' own scale. */
  restore(forecast: Forecast, history: Series, horizon: number): Forecast
}

/** λ nearer to 0 than this is the logarithm, nearer to 1 nothing. */
const nearLambda = 0.15

/**
 * Learns a transform from a series.
 * @param name null for none, without a word
 * @throws EngineError `request-invalid` for a logarithm or Box-Cox of values at or below 0, and for a season
 * where there is none or fewer than two.
 */
export function fitTransform(
  series: Series,
  name: TransformName | null,
  season: number,
): SeriesTransform {
  switch (name) {
    case null:
      return identity([])
    case 'none':
      return identity(['Values were taken as they are.'])
    case 'auto':
      return byRule(series, season)
    case 'log':
      checkPositive(series, 'Logarithms')
      return power(0, ['Logarithms were taken; the mean is corrected for their bias.'])
    case 'boxcox': {
      checkPositive(series, 'Box-Cox')
      const lambda = boundedLambda(series, season)
      return power(lambda, [
        `Box-Cox with λ = ${lambda} was taken, which evens the spread (Guerrero); the mean is corrected for its bias.`,
      ])
    }
    case 'difference':
      return difference(1, ['Changes from one step to the next were forecast and added up.'])
    case 'seasonal-difference':
      checkSeason(series, season)
      return difference(season, [`Changes over ${season} steps were forecast and added up.`])
    case 'seasonal-adjust':
      checkSeason(series, season)
      return adjusted(series, season)
  }
}

function identity(reasons: readonly string[]): SeriesTransform {
  return { reasons, apply: (series) => series, restore: (forecast) => forecast }
}

function byRule(series: Series, season: number): SeriesTransform {
  const slope = spreadSlope(series.values, season)
  if (slope === null) {
    return identity(['No transform was chosen: the spread does not grow with the level.'])
  }
  const lambda = boundedLambda(series, season)
  const grows = `the spread grows with the level (slope ${slope.toFixed(1)})`
  if (lambda > 1 - nearLambda) return identity([`No transform was chosen: λ would be ${lambda}.`])
  if (lambda < nearLambda) return power(0, [`Logarithms were chosen: ${grows}.`])
  return power(lambda, [`Box-Cox with λ = ${lambda} was chosen: ${grows}.`])
}

/** Below 0 the inverse runs away to infinity at a finite value, and a forecast could. */
function boundedLambda({ values }: Series, season: number): number {
  return Math.min(1, Math.max(0, guerreroLambda(values, season)))
}

function power(lambda: number, reasons: readonly string[]): SeriesTransform {
  return {
    reasons,
    apply: (series) => ({ ...series, values: applyBoxCox(series.values, lambda) }),
    restore({ mean, quantiles }) {
      const middle = invertBoxCox(mean, lambda)
      if (quantiles === null) return { mean: middle, quantiles }
      const values = quantiles.values.map((each) => invertBoxCox(each, lambda))
      const deviation = deviationOf({ mean, quantiles })
      return {
        mean: deviation === null ? middle : invertBoxCoxMean(mean, deviation, lambda),
        quantiles: { ...quantiles, values },
      }
    },
  }
}

/** Of a normal distribution with the forecast's inner band; null without one. */
function deviationOf({ mean, quantiles }: Forecast): Float64Array | null {
  if (quantiles === null) return null
  const upper = quantiles.probabilities.find((share) => share > 0.5)
  if (upper === undefined) return null
  const band = bandOf(quantiles, 2 * upper - 1)
  const z = normalQuantile(upper)
  return band && mean.map((_, step) => Math.max(0, band.upper[step] - band.lower[step]) / (2 * z))
}

/**
 * Bands of a sum of changes: their half-widths add as roots of squares do, as for changes that do not depend
 * on each other.
 */
function difference(lag: number, reasons: readonly string[]): SeriesTransform {
  return {
    reasons,
    apply(series) {
      const anchors = seasonalAnchors(series.values, lag)
      return { ...series, values: series.values.map((value, step) => value - anchors[step]) }
    },
    restore({ mean, quantiles }, { values }, horizon) {
      const anchors = seasonalAnchors(values, lag, values.length + horizon)
      const total = new Float64Array(horizon)
      for (let ahead = 0; ahead < horizon; ahead++) {
        const before = ahead < lag ? anchors[values.length + ahead] : total[ahead - lag]
        total[ahead] = before + mean[ahead]
      }
      if (quantiles === null) return { mean: total, quantiles }
      const edges = quantiles.values.map((edge, k) => {
        const squares = new Float64Array(horizon)
        const side = Math.sign(quantiles.probabilities[k] - 0.5)
        return total.map((value, ahead) => {
          squares[ahead] =
            (edge[ahead] - mean[ahead]) ** 2 + (ahead < lag ? 0 : squares[ahead - lag])
          return value + side * Math.sqrt(squares[ahead])
        })
      })
      return { mean: total, quantiles: { ...quantiles, values: edges } }
    },
  }
}

/** Classical decomposition; factors where the spread grows with the level. */
function adjusted(series: Series, season: number): SeriesTransform {
  const { values, calendar } = series
  const factors = spreadSlope(values, season) !== null
  const first = Math.max(
    values.findIndex((value) => !Number.isNaN(value)),
    0,
  )
  const kind = factors ? 'multiplicative' : 'additive'
  const { figure } = decompose(fillGaps(values, season), season, kind)
  const placeOf = (history: Series, step: number): number => {
    const from = stepOf(calendar, history.calendar.start) ?? 0
    return figure[(((from + step - first) % season) + season) % season]
  }
  return {
    reasons: [
      `The season of ${season} steps was ${factors ? 'divided out' : 'taken off'} and put back (classical decomposition).`,
    ],
    apply: (given) => ({
      ...given,
      values: given.values.map((value, step) => {
        const place = placeOf(given, step)
        return factors ? value / place : value - place
      }),
    }),
    restore: (forecast, history) =>
      mapForecast(forecast, (value, ahead) => {
        const place = placeOf(history, history.values.length + ahead)
        return factors ? value * place : value + place
      }),
  }
}

function checkPositive({ name, values, calendar }: Series, what: string): void {
  const step = values.findIndex((value) => value <= 0)
  if (step < 0) return
  const time = formatTime(timeAt(calendar, step), calendar.frequency)
  throw new EngineError(
    'request-invalid',
    `${what} need values above 0, and ${name} is ${values[step]} at ${time}.`,
    { column: name, remedy: 'Choose another transform.' },
  )
}

function checkSeason({ name, values }: Series, season: number): void {
  if (season > 1 && values.length >= 2 * season) return
  const reason =
    season > 1
      ? `two seasons of ${season} rows are needed, and ${name} has ${values.length}`
      : `${name} shows no season`
  throw new EngineError('request-invalid', `There is no season to take off: ${reason}.`, {
    column: name,
    remedy: 'Choose another transform.',
  })
}
