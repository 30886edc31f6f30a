import type { ForecastPoint } from '../../../engine/forecast/forecast-result'
import type { ChartTheme } from './chart-theme'
import { timeText } from './date-text'
import type { ForecastChartData } from './forecast-option'
import { numberText } from './number-text'
import { tipTable, type TipRow } from './tip-table'

/** What the crosshair tells at a step: what happened, what the network said, its bands, the rule. */
export function forecastTip(data: ForecastChartData): (step: number, theme: ChartTheme) => string {
  const known = data.history.length
  const text = (value: number): string => numberText(value, data.decimals)
  return (step, theme) => {
    if (step < 0 || step >= known + data.forecast.length) return ''
    const rows: TipRow[] = []
    if (step < known) {
      const value = data.history[step]
      const shown = Number.isNaN(value) ? 'missing' : text(value)
      rows.push({ colour: theme.actual, name: data.target, value: shown })
    }
    const said = pointAt(data, step)
    if (said) {
      const name = step < known ? 'Hindcast' : 'Forecast'
      rows.push({ colour: theme.forecast, name, value: text(said.mean) })
      rows.push(bandRow('80 %', said.lo80, said.hi80, theme.band80, text))
      rows.push(bandRow('95 %', said.lo95, said.hi95, theme.band95, text))
    }
    const rule = data.baseline
    if (rule && step >= rule.from && step < rule.from + rule.values.length) {
      const value = text(rule.values[step - rule.from])
      rows.push({ colour: theme.reference, name: rule.name, value })
    }
    return tipTable(timeText(data.grid.times[step], data.grid.frequency), rows, theme)
  }
}

function pointAt(data: ForecastChartData, step: number): ForecastPoint | undefined {
  const known = data.history.length
  if (step >= known) return data.forecast[step - known]
  return data.holdout[step - (known - data.holdout.length)]
}

function bandRow(
  name: string,
  low: number,
  high: number,
  colour: string,
  text: (value: number) => string,
): TipRow {
  return { colour, name, value: `${text(low)} to ${text(high)}` }
}
