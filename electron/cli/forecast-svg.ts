import { CustomChart, LineChart } from 'echarts/charts'
import { GraphicComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Series } from '../../engine/data/series'
import type { ForecastResult } from '../../engine/forecast/forecast-result'
import { readChartTheme } from '../../renderer/src/charts/chart-theme'
import { forecastOption } from '../../renderer/src/charts/forecast-option'
import { decimalsOf } from '../../renderer/src/charts/number-text'
import { timeGridOf } from '../../renderer/src/charts/time-grid'

use([CustomChart, GraphicComponent, GridComponent, LineChart, SVGRenderer, TooltipComponent])

const size = { width: 960, height: 420 }

/** Horizons of history in the picture. */
const horizonsShown = 8

/**
 * The chart of the forecast page as an SVG document, with its verdict as title for screen readers. `tokens`
 * is the text of the token file, whose light theme it takes.
 */
export function forecastSvg(series: Series, result: ForecastResult, tokens: string): string {
  const data = {
    target: series.name,
    model: result.model,
    grid: timeGridOf(series, result.horizon),
    history: series.values,
    holdout: result.holdout,
    forecast: result.forecast,
    baseline: null,
    decimals: decimalsOf(series.values),
    shown: horizonsShown * result.horizon,
  }
  const theme = readChartTheme((name) => lightToken(tokens, name))
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption({ backgroundColor: theme.surface, ...forecastOption(data)(theme, size) })
    const title = `${series.name}: ${result.verdict.sentence}`
    return titled(chart.renderToSVGString(), title)
  } finally {
    chart.dispose()
  }
}

/** A token's value in the first block of the style sheet, which is the light theme. */
function lightToken(tokens: string, name: string): string {
  return new RegExp(`${name}:([^;]+);`).exec(tokens)?.[1] ?? ''
}

function titled(svg: string, title: string): string {
  const escaped = title.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return svg.replace('>', `><title>${escaped}</title>`)
}
