import { describeFrequency, timeAt } from '../data/calendar'
import { EngineError } from '../errors'
import { bandOf } from '../evaluate/forecaster'
import type { FitOptions, Forecast, Forecaster, Panel } from '../evaluate/forecaster'
import { checkBounds } from '../prepare/bounds'
import { checkFuture } from '../prepare/check-future'
import { checkSeries } from '../prepare/check-series'
import type { Bounds } from '../spec/model-spec'

/** One step ahead of one series. */
export interface PanelPoint {
  /** Civil milliseconds, or the index value for an `index` series. */
  readonly time: number
  readonly mean: number
  /** In the order of the levels asked for. */
  readonly bands: readonly {
    readonly level: number
    readonly lower: number
    readonly upper: number
  }[]
}

export interface SeriesForecast {
  readonly name: string
  readonly points: readonly PanelPoint[]
}

export interface PanelForecast {
  readonly series: readonly SeriesForecast[]
  /** How the panel was prepared and what was chosen, as sentences. */
  readonly reasons: readonly string[]
}

/**
 * Learns from the whole panel and forecasts what comes after each series.
 * @throws EngineError `series-constant`, `series-too-short`, `series-not-finite`, and what the method throws.
 */
export async function forecastPanel(
  panel: Panel,
  forecaster: Forecaster,
  options: FitOptions,
): Promise<PanelForecast> {
  checkPanel(panel)
  for (const series of panel) checkFuture(series, options.horizon)
  const fitted = await forecaster.fit(panel, options)
  try {
    const forecasts = await fitted.predict(panel)
    return {
      series: forecasts.map((forecast, i) => ({
        name: panel[i].name,
        points: pointsOf(forecast, options.levels, (ahead) =>
          timeAt(panel[i].calendar, panel[i].values.length + ahead),
        ),
      })),
      reasons: fitted.reasons,
    }
  } finally {
    fitted.dispose()
  }
}

/**
 * Refuses what no method can forecast.
 * @throws EngineError as `forecastPanel`, and `request-invalid` for bounds that the values cross.
 */
export function checkPanel(panel: Panel, bounds: Bounds = {}): void {
  for (const series of panel) {
    const [{ name, calendar }] = panel
    const { frequency } = series.calendar
    if (describeFrequency(frequency) !== describeFrequency(calendar.frequency)) {
      throw new EngineError(
        'request-invalid',
        `${series.name} goes ${describeFrequency(frequency)}, ${name} ${describeFrequency(calendar.frequency)}.`,
        { remedy: 'Forecast series of different steps one by one.' },
      )
    }
    checkSeries(series)
    checkBounds(series, bounds)
  }
}

function pointsOf(
  { mean, quantiles }: Forecast,
  levels: readonly number[],
  timeOf: (ahead: number) => number,
): readonly PanelPoint[] {
  const bands = levels.flatMap((level) => {
    const band = quantiles && bandOf(quantiles, level)
    return band === null ? [] : [{ level, ...band }]
  })
  return Array.from(mean, (value, ahead) => ({
    time: timeOf(ahead),
    mean: value,
    bands: bands.map(({ level, lower, upper }) => ({
      level,
      lower: lower[ahead],
      upper: upper[ahead],
    })),
  }))
}
