import { formatTime } from '../data/calendar'
import type { Frequency } from '../data/calendar'
import type { Series } from '../data/series'
import type { Executor, NetworkFactory } from '../network/network'
import { catalogue } from './catalogue'
import { runForecast } from './forecast'
import type { ForecastDeps } from './forecast-deps'
import { forecastPanel } from './forecast-panel'
import type { PanelForecast } from './forecast-panel'
import { printOf } from './forecast-record'
import type { ForecastRecipe, ForecastRecord, RecordedSeries, Versions } from './forecast-record'
import type { ForecastResult } from './forecast-result'

/** What a replay takes from its surroundings. */
export interface ReplayDeps extends Omit<ForecastDeps, 'createNetwork' | 'executorReason'> {
  networks(executor: Executor): NetworkFactory
  /** Of the programs that run now. */
  readonly versions: Versions
  /** Share of a method's fit that is done, 0 to 1; networks tell by events. */
  progress?(done: number): void
}

export interface Difference {
  /** `data` and `versions` are causes, `bits` is what came of them. */
  readonly kind: 'data' | 'versions' | 'bits'
  readonly sentence: string
}

export interface Replay {
  /** Every bit of every number is the same. */
  readonly same: boolean
  readonly differences: readonly Difference[]
  readonly sentence: string
}

/** The numbers of a network's forecast: what was forecast for the hold-out, then what comes. */
export function numbersOf({
  target,
  frequency,
  holdout,
  forecast,
}: ForecastResult): RecordedSeries {
  const points = [...holdout, ...forecast]
  const column = (name: 'mean' | 'lo80' | 'hi80' | 'lo95' | 'hi95'): readonly number[] =>
    points.map((point) => point[name])
  return {
    name: target,
    dates: points.map(({ time }) => formatTime(time, frequency)),
    numbers: {
      mean: column('mean'),
      lo80: column('lo80'),
      hi80: column('hi80'),
      lo95: column('lo95'),
      hi95: column('hi95'),
    },
  }
}

/** The numbers of a method's forecast of each series. */
export function panelNumbersOf(
  { series }: PanelForecast,
  frequency: Frequency,
): readonly RecordedSeries[] {
  return series.map(({ name, points }) => {
    const edges = points[0].bands.flatMap(({ level }, k): [string, readonly number[]][] => {
      const percent = String(Number((100 * level).toPrecision(6)))
      return [
        [`lo${percent}`, points.map(({ bands }) => bands[k].lower)],
        [`hi${percent}`, points.map(({ bands }) => bands[k].upper)],
      ]
    })
    return {
      name,
      dates: points.map(({ time }) => formatTime(time, frequency)),
      numbers: { mean: points.map(({ mean }) => mean), ...Object.fromEntries(edges) },
    }
  })
}

/** A record of a forecast that was just made of this panel. */
export async function recordOf(
  panel: readonly Series[],
  recipe: ForecastRecipe,
  series: readonly RecordedSeries[],
  versions: Versions,
): Promise<ForecastRecord> {
  const data = await printOf(panel)
  return { format: 'hindcast-forecast', version: 1, data, recipe, versions, series }
}

/**
 * Makes a recorded forecast again, from these data, and compares every bit. Other data or versions are told as
 * the causes that they may be; the numbers are compared all the same.
 * @throws EngineError as `runForecast` and `forecastPanel` do.
 */
export async function replay(
  record: ForecastRecord,
  panel: readonly Series[],
  deps: ReplayDeps,
): Promise<Replay> {
  const print = await printOf(panel)
  const made = await makeAgain(record.recipe, panel, deps)
  const bits = compareNumbers(record.series, made)
  const differences: Difference[] = []
  if (print.hash !== record.data.hash) {
    const { series, rows } = record.data
    const sizes =
      print.rows === rows && print.series === series
        ? `${rows} rows as before, but other values, dates or covariates`
        : `${print.rows} rows in ${print.series} series instead of ${rows} in ${series}`
    differences.push({ kind: 'data', sentence: `The data are not the same: ${sizes}.` })
  }
  differences.push(...compareVersions(record.versions, deps.versions))
  if (bits !== null) differences.push({ kind: 'bits', sentence: bits })
  const count = made.reduce((sum, { numbers }) => sum + Object.values(numbers).flat().length, 0)
  const sentence =
    bits === null
      ? `Made again: all ${count} numbers are the same to the last bit.`
      : 'Made again: the numbers are not the same.'
  return { same: bits === null, differences, sentence }
}

async function makeAgain(
  recipe: ForecastRecipe,
  panel: readonly Series[],
  deps: ReplayDeps,
): Promise<readonly RecordedSeries[]> {
  if (recipe.kind === 'network') {
    const { spec, executor } = recipe
    const createNetwork = deps.networks(executor)
    const result = await runForecast(
      { series: panel[0], spec },
      {
        createNetwork,
        readAugurs: deps.readAugurs,
        executorReason: 'As in the saved forecast.',
        signal: deps.signal,
        now: () => deps.now(),
        pause: () => deps.pause(),
        emit: (event) => deps.emit(event),
      },
    )
    return [numbersOf(result)]
  }
  const { method, setup } = recipe
  const sources = {
    createNetwork: deps.networks(setup.executor),
    readAugurs: deps.readAugurs,
    now: () => deps.now(),
  }
  const options = {
    ...setup,
    signal: deps.signal,
    pause: () => deps.pause(),
    progress: (done: number) => deps.progress?.(done),
  }
  const forecaster = catalogue(setup, sources)[method]()
  const forecast = await forecastPanel(panel, forecaster, options)
  return panelNumbersOf(forecast, setup.frequency)
}

function compareVersions(before: Versions, now: Versions): readonly Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])]
  const changed = names.filter((name) => before[name] !== now[name])
  if (changed.length === 0) return []
  const list = changed.map(
    (name) => `${name} ${now[name] ?? 'none'} instead of ${before[name] ?? 'none'}`,
  )
  return [{ kind: 'versions', sentence: `Other versions: ${list.join(', ')}.` }]
}

/** The first number that differs and how many do; null when none does. */
function compareNumbers(
  before: readonly RecordedSeries[],
  now: readonly RecordedSeries[],
): string | null {
  if (before.length !== now.length) return `${now.length} series instead of ${before.length}.`
  let first: string | null = null
  let count = 0
  before.forEach((series, i) => {
    const names = Object.keys({ ...series.numbers, ...now[i].numbers })
    for (const name of names) {
      const a = series.numbers[name] ?? []
      const b = now[i].numbers[name] ?? []
      for (let step = 0; step < Math.max(a.length, b.length); step++) {
        // JSON knows no −0, so it counts as 0.
        if (a[step] === b[step] && series.dates[step] === now[i].dates[step]) continue
        count += 1
        first ??= `${series.name}, ${now[i].dates[step] ?? series.dates[step]}, ${name}: ${b[step]} instead of ${a[step]}`
      }
    }
  })
  return first === null ? null : `${count} numbers differ, the first of them ${first}.`
}
