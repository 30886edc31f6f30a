import { CustomChart, LineChart } from 'echarts/charts'
import {
  DatasetComponent,
  DataZoomComponent,
  GraphicComponent,
  GridComponent,
  MarkAreaComponent,
  TooltipComponent,
} from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ChartSize, OptionBuilder } from '../../../renderer/src/charts/chart-option'
import { theme } from './fixtures'

use([
  CustomChart,
  DatasetComponent,
  DataZoomComponent,
  GraphicComponent,
  GridComponent,
  LineChart,
  MarkAreaComponent,
  SVGRenderer,
  TooltipComponent,
])

/** What ECharts makes of an option, as SVG without a browser. */
export function renderSvg(build: OptionBuilder, size: ChartSize): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  chart.setOption(build(theme, size))
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

/** The texts of the picture, in drawing order. */
export function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1])
}
