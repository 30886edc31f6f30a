import { timeAt } from '../data/calendar'
import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { maseScale } from '../evaluate/metrics'
import { comparedSeason } from '../evaluate/method-titles'
import { scoreForecast } from '../evaluate/scores'
import { judge } from '../evaluate/verdict'
import { bounded, boundsKnowing, checkBounds, explainBounds } from '../prepare/bounds'
import { checkFuture } from '../prepare/check-future'
import { checkSeries } from '../prepare/check-series'
import type { Preparation } from '../prepare/choose-preparation'
import { fitKnownEffects } from '../prepare/known-effects'
import type { KnownEffects } from '../prepare/known-effects'
import { toValues } from '../prepare/preparation'
import { findSeason } from '../prepare/season'
import { splitRows } from '../prepare/split'
import { shortName } from '../spec/describe-spec'
import type { Bounds, ModelSpec } from '../spec/model-spec'
import { validateSpec } from '../spec/validate-spec'
import { firstRows } from '../evaluate/validation-origins'
import type { ForecastDeps } from './forecast-deps'
import type { ForecastPoint, ForecastResult } from './forecast-result'
import { baselineRunner, forecastBaselines } from './holdout-baselines'
import { conformalBands } from './intervals'
import type { ConformalBands } from './intervals'
import { createJobProgress } from './job-progress'
import { refit } from './refit'
import { evaluateOrGoOn, refitDeps } from './resumed-phases'
import { explainShown, shownTo } from './shown-to'
import { noteBackends } from './trained-by'
import { residualsOf } from './validation-residuals'

/**
 * The whole job. First everything but the last horizon is learned from, with a validation part cut from
 * its end that stops the training and measures the bands, and the hold-out is forecast and scored beside
 * the baselines. Then a fresh network learns from everything for as many steps as were best, and forecasts
 * what comes. Nothing in or after the hold-out can change a bit of the first part.
 * @throws EngineError `spec-invalid`, `series-too-short`, `series-constant`, `series-not-finite`,
 * `frequency-unclear`, `training-diverged`, `backend-unavailable`, `cancelled`, or `request-invalid` for bounds
 * that the values cross.
 */
export async function runForecast(
  request: { readonly series: Series; readonly spec: ModelSpec },
  deps: ForecastDeps,
): Promise<ForecastResult> {
  const startedMs = deps.now()
  const { series } = request
  const spec = validateSpec(request.spec)
  const { horizon } = spec
  const { fitEnd, trainEnd, rows } = splitRows(series.values.length, horizon, spec.input.history)
  checkSeries(series)
  checkFuture(series, horizon)
  const { bounds: wantedBounds = {} } = spec
  const bounds = boundsKnowing(wantedBounds, [series])
  checkBounds(series, bounds)
  const actual = series.values.slice(trainEnd)
  checkHoldout(series.name, actual)

  const known = firstRows(series, trainEnd)
  const progress = createJobProgress(
    () => deps.now(),
    (event) => deps.emit(event),
  )
  // What is known ahead is learned apart from the rest, each time from the rows that are learned from.
  const seen = fitKnownEffects(known, fitEnd, seasonOf(known, fitEnd))
  const all = fitKnownEffects(series, rows, seasonOf(series, rows))
  const { staged, trainedBy } = noteBackends(deps)
  const evaluation = await evaluateOrGoOn(
    shownTo(spec, seen.apply(known)),
    spec,
    fitEnd,
    staged,
    progress,
  )
  const refitted = await refit(
    shownTo(spec, all.apply(series)),
    spec,
    evaluation,
    refitDeps(evaluation, staged),
    progress,
  )

  const { choice, forecast, pairs } = evaluation
  const bandsFor = (wanted: Preparation): ConformalBands =>
    conformalBands(residualsOf(pairs, choice, wanted))
  const bands = bandsFor(choice)
  const { frequency } = series.calendar
  const scale = maseScale(known.values, choice.season)
  const runBaseline = baselineRunner(choice.season, spec, deps)
  const baselines = await forecastBaselines(known, choice.season, runBaseline)
  const score = (values: Float64Array) => scoreForecast(actual, values, scale)
  const restoreHoldout = (stabilised: Float64Array): Float64Array =>
    withEffects(toValues(stabilised, choice), seen, known, boundsKnowing(wantedBounds, [known]))
  const own = restoreHoldout(forecast)
  const verdict = judge({ actual, forecast: own, baselines, scale })
  const best = baselines.find(({ method }) => method === verdict.baseline) ?? baselines[0]
  const bestAhead = await runBaseline(best.method, series)
  const timeOf = (step: number): number => timeAt(series.calendar, step)
  const holdout = points(forecast, bands, restoreHoldout, (ahead) => timeOf(trainEnd + ahead))
  return {
    target: series.name,
    frequency,
    horizon,
    season: comparedSeason(choice.season, frequency),
    model: shortName(spec),
    spec,
    backend: trainedBy(),
    preparation: [
      ...all.reasons,
      ...explainShown(spec, series),
      ...preparationText(choice, refitted.choice),
      ...explainBounds(bounds, [series]),
    ],
    parameterCount: evaluation.parameterCount,
    bestEpoch: evaluation.bestEpoch,
    epochsTrained: evaluation.epochsTrained,
    seconds: (deps.now() - startedMs) / 1000,
    validationMase: meanSize(residualsOf(pairs, choice, { log: false }).flat()) / scale,
    metrics: score(own),
    baselines: baselines.map((each) => ({
      method: each.method,
      title: each.title,
      scores: score(each.forecast),
    })),
    bestBaseline: Float64Array.of(...best.forecast, ...bestAhead),
    verdict,
    bands: bands.report,
    memorySpan: evaluation.memorySpan,
    holdout: holdout.map((point, ahead) => ({ ...point, actual: actual[ahead] })),
    forecast: points(
      refitted.forecast,
      bandsFor(refitted.choice),
      (values) => withEffects(toValues(values, refitted.choice), all, series, bounds),
      (ahead) => timeOf(rows + ahead),
    ),
  }
}

function meanSize(errors: readonly number[]): number {
  return errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length
}

function seasonOf({ values, calendar }: Series, rows: number): number {
  return findSeason(values.subarray(0, rows), calendar.frequency)
}

/** Values of the steps after a series' end, with what is known ahead put back, kept to the bounds. */
function withEffects(
  values: Float64Array,
  effects: KnownEffects,
  series: Series,
  bounds: Bounds,
): Float64Array {
  return values.map((value, ahead) => bounded(effects.restore(value, series, ahead), bounds))
}

function checkHoldout(name: string, actual: Float64Array): void {
  if (!actual.every(Number.isNaN)) return
  throw new EngineError(
    'series-too-short',
    `${name} has no value in its last ${actual.length} rows, so no forecast can be scored there.`,
    { column: name, remedy: 'Remove the empty rows at the end, or fill in what is known.' },
  )
}

function points(
  stabilised: Float64Array,
  { half80, half95 }: ConformalBands,
  restore: (stabilised: Float64Array) => Float64Array,
  timeOf: (ahead: number) => number,
): readonly ForecastPoint[] {
  const edge = (half: Float64Array, side: 1 | -1): Float64Array =>
    restore(stabilised.map((value, ahead) => value + side * half[ahead]))
  const mean = restore(stabilised)
  const [lo80, hi80, lo95, hi95] = [
    edge(half80, -1),
    edge(half80, 1),
    edge(half95, -1),
    edge(half95, 1),
  ]
  return Array.from(mean, (value, ahead) => ({
    time: timeOf(ahead),
    mean: value,
    lo80: lo80[ahead],
    hi80: hi80[ahead],
    lo95: lo95[ahead],
    hi95: hi95[ahead],
  }))
}

function preparationText(evaluated: Preparation, refitted: Preparation): readonly string[] {
  if (evaluated === refitted) return evaluated.reasons
  return [
    ...evaluated.reasons,
    'The last horizon has values of 0 or below, so the forecast was prepared anew, without logarithms:',
    ...refitted.reasons,
  ]
}
