export interface EpochLoss {
  /** 1-based. */
  readonly epoch: number
  readonly training: number
  /** Null where nothing was held back. */
  readonly validation: number | null
}

export interface LossChartData {
  /** Training on all but the last horizon. */
  readonly curve: readonly EpochLoss[]
  /** Training on everything, empty until it begins. */
  readonly refit: readonly EpochLoss[]
  readonly bestEpoch: number | null
  /** The epoch after which early stopping ends an unimproved run; null when it is over or has none. */
  readonly stopsAfter: number | null
  /** Most epochs. */
  readonly epochs: number
  readonly scale: 'log' | 'linear'
}

/** A loss in three digits: `0.424`, `0.00214`, `12.4`. */
export function lossText(loss: number): string {
  if (!Number.isFinite(loss)) return 'not a number'
  if (loss === 0) return '0'
  return loss >= 0.001 && loss < 1 ? loss.toFixed(3) : String(Number(loss.toPrecision(3)))
}
