import type { EpochLoss } from './loss-data'

/** The validation loss of each epoch (the training loss where there is none) as a path of an SVG. */
export function lossSparkline(curve: readonly EpochLoss[], width: number, height: number): string {
  const losses = curve.map(({ validation, training }) => validation ?? training)
  if (losses.length === 0) return ''
  const least = Math.min(...losses)
  const spread = Math.max(...losses) - least
  const at = (loss: number, i: number): string => {
    const x = losses.length === 1 ? 0 : (i * width) / (losses.length - 1)
    const y = spread === 0 ? height / 2 : 1 + (height - 2) * (1 - (loss - least) / spread)
    return `${x.toFixed(1)} ${y.toFixed(1)}`
  }
  const points = losses.map(at)
  return losses.length === 1 ? `M${points[0]}h${width}` : `M${points.join('L')}`
}
