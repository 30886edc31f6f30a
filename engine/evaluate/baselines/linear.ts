import type { Series } from '../../data/series'
import { EngineError } from '../../errors'
import { fillGaps } from '../../prepare/fill-gaps'
import { calibrate, withCorrections } from '../conformal'
import type { CalibrationCase } from '../conformal'
import type { FitOptions, Forecaster, Panel } from '../forecaster'
import { fitRidge, poolMoments, predictRidge } from '../linear/ridge'
import type { Ridge } from '../linear/ridge'
import { mae, maseScale } from '../metrics'
import { trainingPart, validationOrigins, validationRowsFor } from '../validation-origins'
import { naive } from './naive'
import { naiveForecaster } from './simple-forecasters'

/** What validation chooses between. */
interface LinearChoice {
  readonly log: boolean
  readonly history: number
  readonly anchor: number
  readonly penalty: number
}

interface Candidate extends LinearChoice {
  readonly ridge: Ridge
  readonly cases: readonly CalibrationCase[]
  readonly loss: number
}

const penalties = [1e-4, 1e-2, 0.1, 1] as const
const longestWindow = 336

/**
 * Ridge regression from windows to the horizon, one set of weights for the whole panel (as NLinear, in
 * closed form). Length of the window, what it is measured from, logarithm and penalty are chosen on the
 * validation rows, from which the bands come too; then all rows are learned from.
 */
export function linearForecaster(): Forecaster {
  return {
    name: 'linear',
    async fit(panel, options) {
      const best = await choose(panel, options)
      const { horizon, levels, season } = options
      // No window of any length fits: there is nothing to regress on.
      if (best === null) return naiveForecaster().fit(panel, options)
      const whole = learn(panel, options, best) ?? best.ridge
      const conformal = calibrate(best.cases, levels, horizon)
      return {
        reasons: [describe(best)],
        predict: (histories) =>
          Promise.resolve(
            histories.map((history) =>
              withCorrections(
                { mean: predictOne(whole, history, best, season), quantiles: null },
                conformal,
                maseScale(history.values, season),
              ),
            ),
          ),
        dispose: () => undefined,
      }
    },
  }
}

async function choose(panel: Panel, options: FitOptions): Promise<Candidate | null> {
  const { horizon, season, signal } = options
  const rows = validationRowsFor(panel, options)
  const training = trainingPart(panel, rows)
  const positive = panel.every(({ values }) => values.every((value) => !(value <= 0)))
  let best: Candidate | null = null
  for (const log of positive ? [false, true] : [false]) {
    for (const history of historiesFor(training, horizon, season)) {
      const moments = poolMoments(onScale(training, log, season), history + horizon)
      if (moments === null) continue
      for (const anchor of season > 1 && season < history ? [1, season] : [1]) {
        for (const penalty of penalties) {
          await options.pause()
          if (signal.aborted) throw new EngineError('cancelled', 'Cancelled.')
          const choice = { log, history, anchor, penalty }
          const ridge = fitRidge(moments, { history, horizon, anchor, penalty })
          const cases = validate(panel, rows, ridge, choice, options)
          const loss = cases.reduce((sum, each) => sum + lossOf(each), 0) / cases.length
          if (best === null || loss < best.loss) best = { ...choice, ridge, cases, loss }
        }
      }
    }
  }
  return best
}

/** Windows of some seasons, at most half of a usual series. */
function historiesFor(panel: Panel, horizon: number, season: number): readonly number[] {
  const lengths = panel.map(({ values }) => values.length).sort((a, b) => a - b)
  const usual = lengths[Math.floor(lengths.length / 2)] ?? 0
  const wanted =
    season > 1
      ? [season + 1, 2 * season + 1, 4 * season, 10 * season, 14 * season]
      : [2, 7, 14, 30, 96]
  const fitting = wanted.filter((each) => each <= longestWindow && each + horizon <= usual / 2)
  return fitting.length > 0 ? fitting : [Math.max(1, Math.floor((usual - horizon) / 2))]
}

function learn(panel: Panel, options: FitOptions, choice: LinearChoice): Ridge | null {
  const { horizon, season } = options
  const { history, anchor, penalty, log } = choice
  const moments = poolMoments(onScale(panel, log, season), history + horizon)
  return moments && fitRidge(moments, { history, horizon, anchor, penalty })
}

/** Each series without gaps and on a scale that gives every series the same say. */
function onScale(panel: Panel, log: boolean, season: number): readonly Float64Array[] {
  return panel.map(({ values }) => {
    const whole = fillGaps(values, season)
    if (log) return whole.map(Math.log)
    const scale = maseScale(whole, season)
    return whole.map((value) => value / scale)
  })
}

function validate(
  panel: Panel,
  rows: number,
  ridge: Ridge,
  choice: LinearChoice,
  { horizon, season }: FitOptions,
): readonly CalibrationCase[] {
  return panel.flatMap((series) =>
    validationOrigins(series, rows, horizon).map(({ history, actual }) => ({
      actual,
      forecast: { mean: predictOne(ridge, history, choice, season), quantiles: null },
      scale: maseScale(history.values, season),
    })),
  )
}

function predictOne(
  ridge: Ridge,
  { values }: Series,
  { log, history }: LinearChoice,
  season: number,
): Float64Array {
  // Gaps are filled from what the window and a few seasons before it hold.
  const recent = fillGaps(
    values.subarray(Math.max(0, values.length - history - 3 * season)),
    season,
  )
  if (recent.length === 0) return naive(values, ridge.form.horizon)
  if (!log) return predictRidge(ridge, recent)
  return predictRidge(ridge, recent.map(Math.log)).map(Math.exp)
}

function lossOf({ actual, forecast, scale }: CalibrationCase): number {
  const error = mae(actual, forecast.mean) / scale
  return Number.isFinite(error) ? error : 0
}

function describe({ log, history, anchor, penalty }: LinearChoice): string {
  const from = anchor === 1 ? 'its last value' : `the mean of its last ${anchor} values`
  const scale = log ? 'logarithms, ' : ''
  return `Ridge regression on ${scale}windows of ${history} measured from ${from}, penalty ${penalty}: chosen on the validation rows.`
}
