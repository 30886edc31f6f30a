import type { CellKind, RecurrentLayer } from './model-spec'

/** What all recurrent layers have, whatever their cell. */
export type LayerOptions = Omit<RecurrentLayer, 'kind'>

/** 32 units are enough for a season and a trend of one series; everything optional is off. */
export const plainLayer: LayerOptions = {
  units: 32,
  dropout: 0,
  recurrentDropout: 0,
  direction: 'forward',
  residual: false,
  layerNorm: false,
  initialState: 'zero',
  frozen: false,
}

/**
 * A layer of this kind. What `like` says is taken over, be it a layer that this one replaces or follows or
 * a few options; the rest is as in `plainLayer`. A SimpleRNN starts with tanh.
 */
export function defaultLayer(kind: CellKind, like: Partial<LayerOptions> = {}): RecurrentLayer {
  const options: LayerOptions = {
    units: like.units ?? plainLayer.units,
    dropout: like.dropout ?? plainLayer.dropout,
    recurrentDropout: like.recurrentDropout ?? plainLayer.recurrentDropout,
    direction: like.direction ?? plainLayer.direction,
    residual: like.residual ?? plainLayer.residual,
    layerNorm: like.layerNorm ?? plainLayer.layerNorm,
    initialState: like.initialState ?? plainLayer.initialState,
    frozen: like.frozen ?? plainLayer.frozen,
  }
  return kind === 'rnn' ? { kind, activation: 'tanh', ...options } : { kind, ...options }
}
