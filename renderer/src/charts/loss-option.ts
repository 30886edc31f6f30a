import { gridOf, stepAxis, valueAxis } from './axes'
import type { ChartOption, ChartSize, OptionBuilder } from './chart-option'
import type { ChartTheme } from './chart-theme'
import { endLabelGraphics } from './end-label-graphics'
import { lossText, type EpochLoss, type LossChartData } from './loss-data'
import { bestGraphics, refitGraphics, stopGraphics } from './loss-marks'
import { plotFrame, xPixel, type PlotFrame } from './plot-frame'
import type { Tick } from './time-ticks'
import { tipTable, type TipRow } from './tip-table'
import { crosshair } from './tooltip'
import { logTicks, roundStep, valueRange, type ValueRange } from './value-range'

/** Last epoch on the axis: room for what comes next while it runs, in fives, never beyond the most. */
export function lastEpochShown(data: LossChartData): number {
  const reached = Math.max(data.curve.at(-1)?.epoch ?? 0, data.refit.at(-1)?.epoch ?? 0)
  if (data.stopsAfter === null) return Math.max(2, reached)
  const wanted = Math.max(reached + 1, data.stopsAfter + 1, 10)
  return Math.max(2, Math.min(data.epochs, Math.ceil(wanted / 5) * 5))
}

/** Height on the axis: the loss, or its logarithm; NaN where a logarithm has none. */
const heightOf = (scale: LossChartData['scale']) =>
  scale === 'linear'
    ? (loss: number | null): number => loss ?? NaN
    : (loss: number | null): number => (loss !== null && loss > 0 ? Math.log10(loss) : NaN)

/** The axis in heights, with ticks at round losses. */
export function lossRange(data: LossChartData): ValueRange {
  const height = heightOf(data.scale)
  const losses = [...data.curve, ...data.refit].flatMap((point) => [
    point.training,
    point.validation ?? NaN,
  ])
  const range = valueRange([losses.map(height)])
  if (data.scale === 'linear') return range
  const ticks = logTicks(10 ** range.min, 10 ** range.max)
  // A range between two halvings has no round tick: fall back to those of a linear axis.
  if (ticks.length >= 2) return { ...range, ticks: ticks.map(Math.log10) }
  const linear = valueRange([losses]).ticks.filter((tick) => tick > 0)
  return { ...range, ticks: linear.map(Math.log10) }
}

export function lossFrame(data: LossChartData, size: ChartSize): PlotFrame {
  const range = lossRange(data)
  const margins = { left: 56, right: 128, top: 24, bottom: 28 }
  return plotFrame(size, margins, [1, lastEpochShown(data)], [range.min, range.max])
}

/** Both losses by epoch, validation in accent, the best epoch ringed, values at the right ends. */
export function lossOption(data: LossChartData): OptionBuilder {
  const range = lossRange(data)
  const height = heightOf(data.scale)
  const last = data.curve.at(-1)
  return (theme, size): ChartOption => {
    const frame = lossFrame(data, size)
    const toText = (tick: number): string => lossText(data.scale === 'log' ? 10 ** tick : tick)
    const label = (
      name: string,
      loss: number | null | undefined,
      colour: string,
      strong: boolean,
    ) =>
      loss === null || loss === undefined
        ? []
        : [{ text: `${name} ${lossText(loss)}`, value: height(loss), colour, strong }]
    return {
      animation: false,
      grid: gridOf(frame),
      xAxis: stepAxis(frame, epochTicks(frame), theme),
      yAxis: valueAxis(frame, range, theme, toText),
      tooltip: crosshair(theme, (x) => tipAt(data, Math.round(x), theme)),
      graphic: [
        ...endLabelGraphics(
          [
            ...label('Validation', last?.validation, theme.forecast, true),
            ...label('Training', last?.training, theme.ink2, false),
          ],
          frame,
          theme,
          xPixel(frame, last?.epoch ?? 1),
        ),
        ...stopGraphics(data.stopsAfter, frame, theme),
        ...bestGraphics(data, height, frame, theme),
        ...refitGraphics(data, height, frame, theme),
      ],
      series: [
        line('Training', data.curve, (point) => height(point.training), {
          color: theme.reference,
          width: 2,
        }),
        line('Refit', data.refit, (point) => height(point.training), {
          color: theme.reference,
          width: 1.75,
          type: 'dotted',
        }),
        line('Validation', data.curve, (point) => height(point.validation), {
          color: theme.forecast,
          width: 2,
        }),
      ],
    }
  }
}

interface LineLook {
  readonly color: string
  readonly width: number
  readonly type?: 'dotted'
}

function line(
  name: string,
  curve: readonly EpochLoss[],
  at: (point: EpochLoss) => number,
  look: LineLook,
) {
  return {
    type: 'line' as const,
    name,
    data: curve.map((point): [number, number] => [point.epoch, at(point)]),
    // Points tell few epochs apart; many would hide the line. A first epoch is a point, not a line.
    showSymbol: curve.length === 1 || (name === 'Validation' && curve.length <= 40),
    symbol: 'circle',
    symbolSize: 5,
    lineStyle: look,
    itemStyle: { color: look.color },
  }
}

function epochTicks(frame: PlotFrame): readonly Tick[] {
  const last = frame.x[1]
  const every = Math.max(1, roundStep(last / Math.max(1, frame.width / 70)))
  const ticks: Tick[] = every > 1 ? [{ step: 1, text: '1' }] : []
  for (let epoch = every; epoch <= last; epoch += every) {
    ticks.push({ step: epoch, text: String(epoch) })
  }
  return ticks
}

function tipAt(data: LossChartData, epoch: number, theme: ChartTheme): string {
  const point = data.curve.find((each) => each.epoch === epoch)
  const refit = data.refit.find((each) => each.epoch === epoch)
  const rows: TipRow[] = []
  if (point && point.validation !== null) {
    rows.push({ colour: theme.forecast, name: 'Validation', value: lossText(point.validation) })
  }
  if (point)
    rows.push({ colour: theme.reference, name: 'Training', value: lossText(point.training) })
  if (refit) rows.push({ colour: theme.reference, name: 'Refit', value: lossText(refit.training) })
  return rows.length === 0 ? '' : tipTable(`Epoch ${epoch}`, rows, theme)
}
