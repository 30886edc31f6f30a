import type { CellKind, RecurrentLayer } from './model-spec'

/**
 * A layer of this kind. Units and dropout are taken from `like`, the layer that it replaces or follows;
 * without one: 32 units, enough for a season and a trend of one series, and no dropout.
 */
export function defaultLayer(
  kind: CellKind,
  like: Pick<RecurrentLayer, 'units' | 'dropout'> = { units: 32, dropout: 0 },
): RecurrentLayer {
  const { units, dropout } = like
  return kind === 'rnn' ? { kind, activation: 'tanh', units, dropout } : { kind, units, dropout }
}
