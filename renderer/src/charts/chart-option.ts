import type { CustomSeriesOption, LineSeriesOption } from 'echarts/charts'
import type {
  DatasetComponentOption,
  DataZoomComponentOption,
  GraphicComponentOption,
  GridComponentOption,
  MarkAreaComponentOption,
  MarkLineComponentOption,
  MarkPointComponentOption,
  TooltipComponentOption,
} from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { ChartTheme } from './chart-theme'

/** An ECharts option made of the parts that `echarts-parts.ts` registers. */
export type ChartOption = ComposeOption<
  | CustomSeriesOption
  | LineSeriesOption
  | DatasetComponentOption
  | DataZoomComponentOption
  | GraphicComponentOption
  | GridComponentOption
  | MarkAreaComponentOption
  | MarkLineComponentOption
  | MarkPointComponentOption
  | TooltipComponentOption
>

/** CSS pixels. */
export interface ChartSize {
  readonly width: number
  readonly height: number
}

/** Draws the same picture for the same theme and size: all a chart needs besides its data. */
export type OptionBuilder = (theme: ChartTheme, size: ChartSize) => ChartOption
