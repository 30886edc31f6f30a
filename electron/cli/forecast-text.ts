import { describeSteps, formatTime } from '../../engine/data/calendar'
import { capital } from '../../engine/evaluate/method-titles'
import type { ForecastPoint, ForecastResult, Scores } from '../../engine/forecast/forecast-result'
import { frequencyName } from './frequency-name'
import { textTable } from './text-table'

/** The object that `--json` prints. */
export function forecastJson(result: ForecastResult) {
  const { target, frequency, horizon, season, model, backend, spec, metrics, baselines } = result
  const pointJson = ({ time, mean, lo80, hi80, lo95, hi95 }: ForecastPoint) => ({
    ...{ date: formatTime(time, frequency), mean },
    ...{ lo80, hi80, lo95, hi95 },
  })
  return {
    target,
    frequency: frequencyName(frequency),
    horizon,
    model,
    backend,
    seed: spec.seed,
    epochs: result.epochsTrained,
    seconds: result.seconds,
    metrics,
    baselines: Object.fromEntries(baselines.map(({ method, scores }) => [method, scores])),
    verdict: result.verdict.sentence,
    forecast: result.forecast.map(pointJson),
    season,
    levels: [80, 95],
    preparation: result.preparation,
    baseline: result.verdict.baseline,
    skill: result.verdict.skill,
    caution: result.bands.caution,
    holdout: result.holdout.map((point) => ({ ...pointJson(point), actual: point.actual })),
  }
}

/** Verdict, scores and forecast as tables, with the verdict first. */
export function forecastText(result: ForecastResult): string {
  const { target, model, horizon, frequency, seconds, bestEpoch, epochsTrained } = result
  const made =
    `${target}, next ${describeSteps(horizon, frequency)}: ${model}, best epoch ${bestEpoch} of ` +
    `${epochsTrained}, ${seconds.toFixed(1)} s`
  const parts = [result.verdict.sentence, made, scoreTable(result), pointTable(result)]
  if (result.bands.caution !== null) parts.push(result.bands.caution)
  parts.push(result.preparation.join('\n'))
  return parts.join('\n\n')
}

function scoreTable({ model, metrics, baselines, horizon }: ForecastResult): string {
  const row = (name: string, { mase, smape, rmse }: Scores): readonly string[] => [
    name,
    mase.toFixed(3),
    `${smape.toFixed(1)} %`,
    significant(rmse),
  ]
  return textTable([
    [`Last ${horizon} rows, held out`, 'MASE', 'sMAPE', 'RMSE'],
    row(model, metrics),
    ...[...baselines]
      .sort((a, b) => a.scores.mase - b.scores.mase)
      .map(({ title, scores }) => row(capital(title), scores)),
  ])
}

function pointTable({ forecast, frequency }: ForecastResult): string {
  const spread = Math.max(...forecast.map(({ lo95, hi95 }) => hi95 - lo95))
  // Three digits of the widest band: more would be finer than what is known.
  const decimals = spread > 0 ? Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(spread)))) : 2
  const shown = (value: number): string => value.toFixed(decimals)
  return textTable([
    ['Date', 'Forecast', '80 % from', 'to', '95 % from', 'to'],
    ...forecast.map(({ time, mean, lo80, hi80, lo95, hi95 }) => [
      formatTime(time, frequency),
      ...[mean, lo80, hi80, lo95, hi95].map(shown),
    ]),
  ])
}

function significant(value: number): string {
  return String(Number(value.toPrecision(4)))
}
