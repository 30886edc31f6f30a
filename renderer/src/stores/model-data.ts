import type { Series } from '../../../engine/data/series'
import { firstRows } from '../../../engine/evaluate/validation-origins'
import { checkSeries } from '../../../engine/prepare/check-series'
import { choosePreparation, type Preparation } from '../../../engine/prepare/choose-preparation'
import { withoutKnown } from '../../../engine/prepare/known-effects'
import { applyPreparation, fitPreparation } from '../../../engine/prepare/preparation'
import { splitRows, type Split } from '../../../engine/prepare/split'
import { createWindows } from '../../../engine/prepare/windows'

/** The steps of a model's windows, before their origin and after it, and those that it forecasts. */
export interface WindowSizes {
  readonly history: number
  /** Steps of the horizon that windows show what is known of; 0 for none. */
  readonly ahead: number
  readonly horizon: number
}

/** How a model's sizes meet the data: parts, inputs and windows. */
export interface ModelData {
  readonly split: Split
  readonly preparation: Preparation
  /** Inputs a step. */
  readonly features: number
  /** Windows to train on. */
  readonly windows: number
}

/**
 * Where training cuts the series: the quick part of `modelDataOf`.
 * @throws EngineError as `modelDataOf` does.
 */
export function splitOf(series: Series, horizon: number, history: number): Split {
  checkSeries(series)
  return splitRows(series.values.length, horizon, history)
}

/**
 * Splits and prepares the series as training will, to show what it will see.
 * @throws EngineError `series-too-short` with the rows needed and what to reduce, or what `checkSeries`
 * throws about a series that nothing can be learned from.
 */
export function modelDataOf(series: Series, sizes: WindowSizes): ModelData {
  const { horizon, history, ahead } = sizes
  const split = splitOf(series, horizon, history)
  const cut = firstRows(series, split.trainEnd)
  const known = ahead > 0 ? cut : withoutKnown(cut)
  const preparation = choosePreparation(known, horizon, history)
  const fitted = fitPreparation(known, preparation, split.fitEnd, horizon, ahead > 0)
  const { features, count } = createWindows(applyPreparation(known, fitted), {
    ...sizes,
    targetsFrom: 0,
    targetsEnd: split.fitEnd,
  })
  return { split, preparation, features, windows: count }
}
