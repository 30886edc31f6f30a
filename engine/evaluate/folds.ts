import { EngineError } from '../errors'

/** Where the rolling origins of a backtest lie. */
export interface FoldPlan {
  /** Origins, at least 1. */
  readonly folds: number
  readonly horizon: number
  /** Rows between two origins; the horizon when not given, so that no row is scored twice. */
  readonly step?: number
  /** Rows that each fold learns from at most, for a sliding window; all before the origin when not given. */
  readonly slide?: number
  /** Fewest rows to learn from. */
  readonly leastTraining: number
}

/** One origin: learned from `[trainFrom, origin)`, scored on `[origin, end)`. */
export interface Fold {
  /** 0-based, the oldest first. */
  readonly index: number
  readonly trainFrom: number
  readonly origin: number
  readonly end: number
}

/** Rows that a plan needs at least. */
export function foldRowsNeeded({
  folds,
  horizon,
  step = horizon,
  leastTraining,
}: FoldPlan): number {
  return leastTraining + (folds - 1) * step + horizon
}

/**
 * The folds of a series, oldest first, the last one ending with its last row.
 * @throws EngineError `series-too-short`, with the rows needed and what to reduce; `request-invalid` for a window
 * that slides and holds fewer rows than are needed to learn from.
 */
export function* planFolds(rows: number, plan: FoldPlan): Generator<Fold, void, undefined> {
  const { folds, horizon, step = horizon, slide } = plan
  const needed = foldRowsNeeded(plan)
  if (slide !== undefined && slide < plan.leastTraining) throw windowTooShort(slide, plan)
  if (rows < needed) throw tooFewRows(rows, needed, plan)
  for (let index = 0; index < folds; index++) {
    const origin = rows - horizon - (folds - 1 - index) * step
    const trainFrom = slide === undefined ? 0 : Math.max(0, origin - slide)
    yield { index, trainFrom, origin, end: origin + horizon }
  }
}

/** The most folds of this plan for which there are rows; 0 when not even one fits. */
export function mostFolds(rows: number, plan: Omit<FoldPlan, 'folds'>): number {
  const { horizon, step = horizon, leastTraining } = plan
  const spare = rows - leastTraining - horizon
  return spare < 0 ? 0 : Math.floor(spare / step) + 1
}

function windowTooShort(slide: number, { leastTraining }: FoldPlan): EngineError {
  return new EngineError(
    'request-invalid',
    `A window of ${slide === 1 ? '1 row' : `${slide} rows`} is too short: ${leastTraining} are needed to learn from.`,
    {
      field: 'slide',
      remedy: `Make the window ${leastTraining} rows or longer, or learn from all rows.`,
    },
  )
}

function tooFewRows(rows: number, needed: number, plan: FoldPlan): EngineError {
  const { folds, horizon, step = horizon, leastTraining } = plan
  const apart = `, ${step} rows apart,`
  const fitting = mostFolds(rows, plan)
  const longest =
    step === horizon
      ? Math.floor((rows - leastTraining) / folds)
      : rows - leastTraining - (folds - 1) * step
  const choices: string[] = []
  if (fitting >= 1) choices.push(`reduce the folds to ${fitting}`)
  if (longest >= 1 && longest < horizon) choices.push(`reduce the horizon to ${longest}`)
  choices.push('add rows')
  const sentence = choices.join(' or ')
  if (folds === 1) {
    return new EngineError(
      'series-too-short',
      `A horizon of ${horizon} needs at least ${needed} rows, ${leastTraining} of them to learn from; ` +
        `there are ${rows}.`,
      { remedy: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` },
    )
  }
  return new EngineError(
    'series-too-short',
    `${folds} folds of ${horizon === 1 ? '1 step' : `${horizon} steps`}${apart} after ${leastTraining} rows to ` +
      `learn from need ${needed} rows; there are ${rows}.`,
    { remedy: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` },
  )
}
