import { rowsNeeded } from '../prepare/split'
import type { ModelSpec } from '../spec/model-spec'
import { foldsFor } from './hindcast-panel'

/** Folds of a network's backtest when nobody asks for a number: enough for a test, few enough to wait for. */
const mostUsualFolds = 12

/** Fewest rows before an origin with which the network can be trained and validated. */
export function rowsToLearnFrom({ horizon, input }: ModelSpec): number {
  return rowsNeeded(horizon, input.history) - horizon
}

/** As many folds as fit in the later half of the rows, up to twelve, at least 1. */
export function usualFoldCount(rows: number, spec: ModelSpec): number {
  const { horizon } = spec
  return foldsFor(rows, horizon, horizon, rowsToLearnFrom(spec), mostUsualFolds)
}
