import { CustomChart, LineChart } from 'echarts/charts'
import {
  DatasetComponent,
  DataZoomInsideComponent,
  DataZoomSliderComponent,
  GraphicComponent,
  GridComponent,
  MarkAreaComponent,
  TooltipComponent,
} from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([
  CanvasRenderer,
  CustomChart,
  DatasetComponent,
  DataZoomInsideComponent,
  DataZoomSliderComponent,
  GraphicComponent,
  GridComponent,
  LineChart,
  MarkAreaComponent,
  TooltipComponent,
])

/** An empty chart on an element, of the parts that the app draws with; the caller disposes it. */
export function createChart(host: HTMLElement): EChartsType {
  return init(host, null, { renderer: 'canvas' })
}
