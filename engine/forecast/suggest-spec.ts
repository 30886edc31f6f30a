import type { Series } from '../data/series'
import type { Frequency } from '../data/calendar'
import { suggestBounds } from '../prepare/bounds'
import { knownInputs } from '../prepare/known-inputs'
import { findSeason } from '../prepare/season'
import { rowsNeeded } from '../prepare/split'
import { defaultLayer } from '../spec/default-layer'
import { defaultSpec } from '../spec/default-spec'
import type { Bounds, CellKind, ModelSpec } from '../spec/model-spec'

/** What the user has decided already; the rest is derived around it. */
export interface SpecOverrides {
  readonly horizon?: number
  readonly history?: number
  readonly cell?: CellKind
  readonly seed?: number
  readonly bounds?: Bounds
}

/** Longer windows cost time in proportion and were not better on the sample series. */
const longestHistory = 48

/**
 * The automatic model for a series: numbers from the data's length, frequency and season. Values are
 * suggestions, so nothing is refused here; a horizon that the series is too short for is kept, and
 * training refuses it with the number of rows needed.
 */
export function suggestSpec(series: Series, overrides: SpecOverrides = {}): ModelSpec {
  const rows = series.values.length
  const { frequency } = series.calendar
  const season = findSeason(series.values, frequency)
  const horizon = overrides.horizon ?? suggestHorizon(rows, frequency)
  const history = overrides.history ?? suggestHistory(rows, horizon, season, frequency)
  const windows = Math.max(1, rows - history - horizon)
  return defaultSpec({
    input: { history, segment: 1 },
    horizon,
    // One gated layer of 32: enough for a few hundred windows, and small enough not to learn them by heart.
    layers: [defaultLayer(overrides.cell ?? 'gru')],
    readout: { kind: knownInputs([series]).length > 0 ? 'ahead' : 'last' },
    // The scores are absolute errors, and outliers of real files should not steer the weights.
    loss: { kind: 'mae' },
    optimizer: { kind: 'adam', learningRate: 0.01, weightDecay: 0 },
    // A step costs nearly the same for 32 windows as for 256, so few large batches are fastest.
    batchSize: windows > 2000 ? 256 : 128,
    ...suggestTraining(windows),
    seed: overrides.seed ?? 1,
    bounds: overrides.bounds ?? suggestBounds([series]),
  })
}

/** What people plan with: a year of months or quarters, a week of days, a day of hours; bounded by length. */
function suggestHorizon(rows: number, { kind, multiple }: Frequency): number {
  const usual: Readonly<Record<Frequency['kind'], number>> = {
    secondly: 60,
    minutely: 60,
    hourly: 24,
    daily: 7,
    'business-daily': 5,
    'trading-daily': 5,
    weekly: 8,
    monthly: 12,
    quarterly: 4,
    yearly: 3,
    irregular: 7,
    index: 7,
  }
  const steps = Math.max(1, Math.round(usual[kind] / multiple))
  return Math.max(1, Math.min(steps, Math.floor(rows / 8)))
}

/** Two seasons, or a month of days; at most a fifth of the rows and what leaves whole windows to train on. */
function suggestHistory(
  rows: number,
  horizon: number,
  season: number,
  { kind }: Frequency,
): number {
  const daily = kind === 'daily' || kind === 'business-daily' || kind === 'trading-daily'
  const wanted = season > 1 && !daily ? 2 * season : daily ? 30 : Math.max(12, 2 * horizon)
  const room = rows - rowsNeeded(horizon, 0)
  return Math.max(1, Math.min(wanted, longestHistory, Math.floor(rows / 5), room))
}

/** Few windows make one batch an epoch, so they get more epochs; patience is a sixth of them. */
function suggestTraining(windows: number): Pick<ModelSpec, 'epochs' | 'earlyStopping'> {
  const epochs = windows <= 128 ? 200 : windows <= 512 ? 120 : 40
  return { epochs, earlyStopping: { patience: Math.max(6, Math.round(epochs / 6)) } }
}
