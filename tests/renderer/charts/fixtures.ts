import type { ChartTheme } from '../../../renderer/src/charts/chart-theme'
import type { ForecastPoint, HoldoutPoint } from '../../../engine/forecast/forecast-result'

/** Every colour is another, so that a picture tells which token was used. */
export const theme: ChartTheme = {
  surface: '#101010',
  raised: '#101011',
  sunken: '#101012',
  hover: '#101013',
  line: '#101014',
  edge: '#101015',
  ink: '#101016',
  ink2: '#101017',
  ink3: '#101018',
  accent: '#101019',
  accentSoft: '#10101a',
  warn: '#10101b',
  warnSoft: '#10101c',
  actual: '#10101d',
  forecast: '#10101e',
  second: '#10101f',
  reference: '#101020',
  band80: '#101021',
  band95: '#101022',
  grid: '#101023',
  font: 'Plex Sans',
}

const day = 86_400_000

/** Civil milliseconds of `count` days from a date. */
export function days(from: string, count: number): Float64Array {
  const start = Date.parse(`${from}T00:00:00Z`)
  return Float64Array.from({ length: count }, (_, i) => start + i * day)
}

export const daily = { kind: 'daily', multiple: 1 } as const
export const monthly = { kind: 'monthly', multiple: 1 } as const

export function point(mean: number, half80: number, half95: number): ForecastPoint {
  return {
    time: 0,
    mean,
    lo80: mean - half80,
    hi80: mean + half80,
    lo95: mean - half95,
    hi95: mean + half95,
  }
}

export function tested(mean: number, half80: number, half95: number, actual: number): HoldoutPoint {
  return { ...point(mean, half80, half95), actual }
}
