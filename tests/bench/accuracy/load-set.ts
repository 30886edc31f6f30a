import { join } from 'node:path'
import type { Calendar } from '../../../engine/data/calendar'
import { inferCalendar } from '../../../engine/data/infer-calendar'
import type { Series } from '../../../engine/data/series'
import { maseScale } from '../../../engine/evaluate/metrics'
import { usualSeason } from '../../../engine/prepare/season'
import { zScoreStatistics } from '../../../engine/prepare/scalers'
import type { BenchSet, Round } from './bench-set'
import type { SetEntry, SetOf } from './manifest'
import { numberOf, readM4File, readPanelFile, readRows } from './read-panel'

/** Windows forecast in one call; bounds memory, changes no number. */
const windowsAtOnce = 64

/** What is scored: the test part, or a part like it at the end of what comes before, with no test row read. */
export type ScoredPart = 'test' | 'validation'

/** Fewest seasons, and steps, that a history must keep to be scored on its last part. */
const fewestSeasons = 2
const fewestSteps = 4

/** Reads a set of the manifest. Nothing here or later knows a set by its name. */
export async function loadSet(
  folder: string,
  name: string,
  entry: SetEntry,
  part: ScoredPart,
): Promise<BenchSet> {
  switch (entry.kind) {
    case 'panel':
    case 'm4':
      return loadPanel(folder, name, entry, part)
    case 'rolling':
      return loadRolling(folder, name, entry, part)
    case 'windows':
      return loadWindows(folder, name, entry, part)
  }
}

async function loadPanel(
  folder: string,
  name: string,
  entry: SetOf<'panel'> | SetOf<'m4'>,
  part: ScoredPart,
): Promise<BenchSet> {
  const frequency = { kind: entry.frequency, multiple: 1 }
  const read = entry.kind === 'm4' ? readM4File : readPanelFile
  const train = await read(join(folder, entry.train), frequency)
  const test = new Map(
    (await read(join(folder, entry.test), frequency)).map(({ id, values }) => [id, values]),
  )
  const whole = train.map(({ id, calendar, values }) => {
    const actual = test.get(id)
    if (actual === undefined) throw new Error(`${entry.test} has no row ${id}.`)
    return { series: seriesOf(id, calendar, values), actual }
  })
  const cut =
    part === 'test'
      ? whole
      : whole.flatMap(({ series, actual }) => lastSteps(series, actual.length, entry.season))
  const panel = cut.map(({ series }) => series)
  const actuals = cut.map(({ actual }) => actual)
  const scales = panel.map(({ values }) => maseScale(values, entry.season))
  return {
    ...heading(name, entry),
    horizon: Math.max(...actuals.map(({ length }) => length)),
    season: entry.season,
    frequency,
    panel,
    validationRows: undefined,
    forecasts: panel.length,
    rounds: () => [{ fold: 0, histories: panel, actuals, scales }],
  }
}

/** A series without its last `steps`, and those; none where too little would be left. */
function lastSteps(
  series: Series,
  steps: number,
  season: number,
): readonly { readonly series: Series; readonly actual: Float64Array }[] {
  const end = series.values.length - steps
  if (end < Math.max(fewestSeasons * season, fewestSteps) + 1) return []
  return [{ series: firstRows(series, end), actual: series.values.subarray(end) }]
}

async function loadRolling(
  folder: string,
  name: string,
  entry: SetOf<'rolling'>,
  part: ScoredPart,
): Promise<BenchSet> {
  const whole = await readColumns(join(folder, entry.file), entry)
  const { horizon, step, season } = entry
  const tested = horizon + (entry.origins - 1) * step
  const before = whole[0].values.length - tested
  const table = part === 'test' ? whole : whole.map((series) => firstRows(series, before))
  // Half of what comes before the test part stays to learn from.
  const fitting = Math.floor((before / 2 - horizon) / step) + 1
  const origins = part === 'test' ? entry.origins : Math.min(entry.origins, fitting)
  const first = table[0].values.length - horizon - (origins - 1) * step
  const at = (end: number): readonly Series[] => table.map((series) => firstRows(series, end))
  const rounds = (): readonly Round[] =>
    Array.from({ length: origins }, (_, fold) => {
      const origin = first + fold * step
      const histories = at(origin)
      return {
        fold,
        histories,
        actuals: table.map(({ values }) => values.subarray(origin, origin + horizon)),
        scales: histories.map(({ values }) => maseScale(values, season)),
      }
    })
  const { frequency } = table[0].calendar
  const shape = { horizon, season, frequency, panel: at(first), validationRows: undefined }
  return { ...heading(name, entry), ...shape, forecasts: origins * table.length, rounds }
}

async function loadWindows(
  folder: string,
  name: string,
  entry: SetOf<'windows'>,
  part: ScoredPart,
): Promise<BenchSet> {
  const raw = await readColumns(join(folder, entry.file), entry)
  const ranges = rangesOf(entry, raw[0].values.length)
  const { trainEnd, testFrom, testTo } = part === 'test' ? ranges : rangesBefore(ranges)
  const { horizon, stride } = entry
  const table = raw.map((series) => {
    const { mean, deviation } = zScoreStatistics(series.values, 0, trainEnd)
    return { ...series, values: series.values.map((value) => (value - mean) / deviation) }
  })
  const { frequency } = table[0].calendar
  function* rounds(): Iterable<Round> {
    const scales = new Array<number>(table.length * windowsAtOnce).fill(1)
    for (let from = testFrom; from + horizon <= testTo; from += stride * windowsAtOnce) {
      const origins = Array.from({ length: windowsAtOnce }, (_, i) => from + stride * i).filter(
        (origin) => origin + horizon <= testTo,
      )
      yield {
        fold: (from - testFrom) / (stride * windowsAtOnce),
        histories: origins.flatMap((origin) => table.map((series) => firstRows(series, origin))),
        actuals: origins.flatMap((origin) =>
          table.map(({ values }) => values.subarray(origin, origin + horizon)),
        ),
        scales,
      }
    }
  }
  return {
    ...heading(name, entry),
    horizon,
    season: entry.season ?? usualSeason(frequency),
    frequency,
    panel: table.map((series) => firstRows(series, testFrom)),
    validationRows: testFrom - trainEnd,
    forecasts: Math.floor((testTo - horizon - testFrom) / stride + 1) * table.length,
    rounds,
  }
}

interface Ranges {
  readonly trainEnd: number
  readonly testFrom: number
  readonly testTo: number
}

/** The validation rows as the test part, and as many before them to validate on. */
function rangesBefore({ trainEnd, testFrom }: Ranges): Ranges {
  return { trainEnd: trainEnd - (testFrom - trainEnd), testFrom: trainEnd, testTo: testFrom }
}

/** Row ranges as given, or from shares as the sets' first authors cut them: train and test rounded down. */
function rangesOf({ train, validation, test, shares }: SetOf<'windows'>, rows: number): Ranges {
  if (train !== undefined && validation !== undefined && test !== undefined) {
    return { trainEnd: train[1], testFrom: test[0], testTo: test[1] }
  }
  if (shares === undefined) throw new Error('A set of windows needs ranges or shares.')
  const testFrom = rows - Math.floor(rows * shares[2])
  return { trainEnd: Math.floor(rows * shares[0]), testFrom, testTo: rows }
}

async function readColumns(
  path: string,
  entry: SetOf<'rolling'> | SetOf<'windows'>,
): Promise<readonly Series[]> {
  const cells = await readRows(path)
  const headed = entry.kind === 'rolling' || entry.header
  const names = headed ? cells[0] : cells[0].map((_, i) => `column ${i + 1}`)
  const rows = headed ? cells.slice(1) : cells
  const dateColumn = entry.date === undefined ? -1 : names.indexOf(entry.date)
  const calendar: Calendar =
    dateColumn < 0
      ? { frequency: { kind: 'index', multiple: 1 }, start: 0 }
      : inferCalendar(Float64Array.from(rows, (row) => timeOf(row[dateColumn])))
  const wanted = entry.columns === 'all' ? names.filter((_, i) => i !== dateColumn) : entry.columns
  return wanted.map((column) => {
    const index = names.indexOf(column)
    if (index < 0) throw new Error(`${path} has no column ${column}.`)
    return seriesOf(
      column,
      calendar,
      Float64Array.from(rows, (row) => numberOf(row[index])),
    )
  })
}

/** Civil time: as written, whatever the machine's zone. */
function timeOf(text: string): number {
  return Date.parse(text.length > 10 ? `${text.replace(' ', 'T')}Z` : `${text}T00:00:00Z`)
}

function seriesOf(name: string, calendar: Calendar, values: Float64Array): Series {
  return { name, calendar, values, covariates: [] }
}

function firstRows(series: Series, rows: number): Series {
  return { ...series, values: series.values.subarray(0, rows) }
}

function heading(
  name: string,
  { metric, floor, bestRnn, best }: SetEntry,
): Pick<BenchSet, 'name' | 'metric' | 'floor' | 'bestRnn' | 'best'> {
  return { name, metric, floor, bestRnn, best }
}
