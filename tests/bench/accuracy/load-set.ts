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

/** Reads a set of the manifest. Nothing here or later knows a set by its name. */
export async function loadSet(folder: string, name: string, entry: SetEntry): Promise<BenchSet> {
  switch (entry.kind) {
    case 'panel':
    case 'm4':
      return loadPanel(folder, name, entry)
    case 'rolling':
      return loadRolling(folder, name, entry)
    case 'windows':
      return loadWindows(folder, name, entry)
  }
}

async function loadPanel(
  folder: string,
  name: string,
  entry: SetOf<'panel'> | SetOf<'m4'>,
): Promise<BenchSet> {
  const frequency = { kind: entry.frequency, multiple: 1 }
  const read = entry.kind === 'm4' ? readM4File : readPanelFile
  const train = await read(join(folder, entry.train), frequency)
  const test = new Map(
    (await read(join(folder, entry.test), frequency)).map(({ id, values }) => [id, values]),
  )
  const panel = train.map(({ id, calendar, values }) => seriesOf(id, calendar, values))
  const actuals = panel.map((series) => {
    const actual = test.get(series.name)
    if (actual === undefined) throw new Error(`${entry.test} has no row ${series.name}.`)
    return actual
  })
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

async function loadRolling(
  folder: string,
  name: string,
  entry: SetOf<'rolling'>,
): Promise<BenchSet> {
  const table = await readColumns(join(folder, entry.file), entry)
  const { horizon, origins, step, season } = entry
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
): Promise<BenchSet> {
  const raw = await readColumns(join(folder, entry.file), entry)
  const { trainEnd, testFrom, testTo } = rangesOf(entry, raw[0].values.length)
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

/** Row ranges as given, or from shares as the sets' first authors cut them: train and test rounded down. */
function rangesOf(
  { train, validation, test, shares }: SetOf<'windows'>,
  rows: number,
): { readonly trainEnd: number; readonly testFrom: number; readonly testTo: number } {
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
