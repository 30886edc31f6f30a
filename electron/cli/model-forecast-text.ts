import { describeSteps, formatTime } from '../../engine/data/calendar'
import { quotedCell } from '../../engine/export/quoted-cell'
import { counted } from '../../engine/evaluate/judge-folds'
import { networkNames, titleOf } from '../../engine/forecast/catalogue'
import type { MethodName } from '../../engine/forecast/catalogue'
import type { FoldSetup } from '../../engine/forecast/fold-setup'
import type { PanelForecast, PanelPoint } from '../../engine/forecast/forecast-panel'
import type { PanelHindcast } from '../../engine/forecast/hindcast-panel'
import { methodJson, methodTable, percentName, scoresJson, verdictJson } from './backtest-text'
import { frequencyName } from './frequency-name'
import { textTable } from './text-table'
import { trustJson, trustLines } from './trust-text'

export interface ModelForecast {
  readonly model: MethodName
  readonly target: string
  /** Null for one series. */
  readonly idColumn: string | null
  readonly setup: FoldSetup
  readonly hindcast: PanelHindcast
  readonly forecast: PanelForecast
  readonly caution: string | null
  readonly seconds: number
}

/** Series whose tables are printed; the rest is in files and JSON. */
const mostSeriesShown = 3

/** The object that `forecast --model … --json` prints. */
export function panelJson(result: ModelForecast) {
  const { model, target, idColumn, setup, hindcast, forecast, seconds } = result
  const { frequency, horizon, season, seed, levels } = setup
  const own = hindcast.methods.find(({ method }) => method === model)
  const row = (point: PanelPoint) => pointJson(point, setup)
  return {
    target,
    frequency: frequencyName(frequency),
    horizon,
    season,
    model,
    // Methods without a network run on no backend and draw nothing.
    ...(networkNames.includes(model) ? { backend: setup.executor, preset: setup.preset } : {}),
    seed,
    levels: levels.map((level) => Number(percentName(level))),
    preparation: forecast.reasons,
    seconds,
    folds: hindcast.folds.length,
    metrics: own === undefined ? null : scoresJson(own.report.total),
    baselines: Object.fromEntries(
      hindcast.methods
        .filter(({ isBaseline, method }) => isBaseline && method !== model)
        .map(({ method, report }) => [method, scoresJson(report.total)]),
    ),
    passport: own === undefined ? [] : methodJson(own).passport,
    ...trustJson(hindcast.trust.get(model)),
    caution: result.caution,
    ...verdictJson(own?.verdict ?? null),
    ...(idColumn === null
      ? { forecast: forecast.series[0].points.map(row) }
      : {
          id: idColumn,
          series: forecast.series.map(({ name, points }) => ({
            id: name,
            forecast: points.map(row),
          })),
        }),
  }
}

function pointJson({ time, mean, bands }: PanelPoint, { frequency }: FoldSetup) {
  const edges = bands.flatMap(({ level, lower, upper }) => [
    [`lo${percentName(level)}`, lower],
    [`hi${percentName(level)}`, upper],
  ])
  return { date: formatTime(time, frequency), mean, ...Object.fromEntries(edges) }
}

/** CSV: `date,mean,lo80,hi80,…`, with the id first where there are several series. */
export function panelTable({ idColumn, setup, forecast }: ModelForecast): string {
  const names = setup.levels.flatMap((level) => [
    `lo${percentName(level)}`,
    `hi${percentName(level)}`,
  ])
  const header = [...(idColumn === null ? [] : [quotedCell(idColumn)]), 'date', 'mean', ...names]
  const lines = forecast.series.flatMap(({ name, points }) =>
    points.map(({ time, mean, bands }) => {
      const edges = bands.flatMap(({ lower, upper }) => [lower, upper])
      const numbers = [mean, ...edges].map((value) => String(Number(value.toPrecision(10)) + 0))
      const id = idColumn === null ? [] : [quotedCell(name)]
      return [...id, formatTime(time, setup.frequency), ...numbers].join(',')
    }),
  )
  return [header.join(','), ...lines].map((line) => `${line}\n`).join('')
}

/** Verdict, scores and forecast as tables, with the verdict first. */
export function panelText(result: ModelForecast): string {
  const { model, target, setup, hindcast, forecast, caution, seconds } = result
  const { horizon, frequency } = setup
  const title = titleOf(model, setup.season, frequency)
  const own = hindcast.methods.find(({ method }) => method === model)
  const verdict = own?.verdict?.sentence
  const trust = hindcast.trust.get(model)
  const ahead = describeSteps(horizon, frequency)
  const folds = counted(hindcast.folds.length, 'fold')
  const made = `${target}, next ${ahead}: ${title}, scored on ${folds}, ${seconds.toFixed(1)} s`
  const shown = forecast.series.slice(0, mostSeriesShown)
  const tables = shown.map(({ name, points }) =>
    forecast.series.length === 1
      ? pointTable(points, setup)
      : `${name}\n${pointTable(points, setup)}`,
  )
  const rest = forecast.series.length - shown.length
  return [
    verdict ?? '',
    made,
    methodTable(hindcast),
    ...tables,
    rest === 0 ? '' : `and ${rest} more series: --out FILE.csv or --json`,
    [...(own?.passport.map(({ sentence }) => sentence) ?? []), caution ?? ''].join('\n').trimEnd(),
    (trust === undefined ? [] : trustLines(title, trust)).join('\n'),
    forecast.reasons.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function pointTable(points: readonly PanelPoint[], { frequency, levels }: FoldSetup): string {
  const edges = points.flatMap(({ mean, bands }) => [
    mean,
    ...bands.flatMap(({ lower, upper }) => [lower, upper]),
  ])
  const spread = Math.max(...edges) - Math.min(...edges)
  // Three digits of the whole range: more would be finer than what is known.
  const decimals = spread > 0 ? Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(spread)))) : 2
  const shown = (value: number): string => value.toFixed(decimals)
  return textTable([
    ['Date', 'Forecast', ...levels.flatMap((level) => [`${percentName(level)} % from`, 'to'])],
    ...points.map(({ time, mean, bands }) => [
      formatTime(time, frequency),
      shown(mean),
      ...bands.flatMap(({ lower, upper }) => [shown(lower), shown(upper)]),
    ]),
  ])
}
