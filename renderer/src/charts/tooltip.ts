import type { TooltipComponentOption } from 'echarts/components'
import type { ChartTheme } from './chart-theme'

/** One vertical crosshair and one tip for all lines; `tipAt` gives the tip's HTML for an x value. */
export function crosshair(theme: ChartTheme, tipAt: (x: number) => string): TooltipComponentOption {
  return {
    trigger: 'axis',
    transitionDuration: 0,
    confine: true,
    backgroundColor: theme.raised,
    borderColor: theme.line,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: theme.ink, fontFamily: theme.font, fontSize: 12 },
    axisPointer: {
      type: 'line',
      lineStyle: { color: theme.ink3, width: 1, type: 'solid' },
      label: { show: false },
    },
    formatter: (params) => {
      const first: unknown = Array.isArray(params) ? params[0] : params
      return isAxisHit(first) ? tipAt(Number(first.axisValue)) : ''
    },
  }
}

function isAxisHit(hit: unknown): hit is { axisValue: number | string } {
  return typeof hit === 'object' && hit !== null && 'axisValue' in hit
}
