import type { Series } from '../../../engine/data/series'
import { checkSeries } from '../../../engine/prepare/check-series'
import { choosePreparation, type Preparation } from '../../../engine/prepare/choose-preparation'
import { applyPreparation, fitPreparation } from '../../../engine/prepare/preparation'
import { splitRows, type Split } from '../../../engine/prepare/split'
import { createWindows } from '../../../engine/prepare/windows'

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
export function modelDataOf(series: Series, horizon: number, history: number): ModelData {
  const split = splitOf(series, horizon, history)
  const known = withoutHoldout(series, split.trainEnd)
  const preparation = choosePreparation(known, horizon, history)
  const fitted = fitPreparation(known, preparation, split.fitEnd, horizon)
  const { features, count } = createWindows(applyPreparation(known, fitted), {
    history,
    horizon,
    targetsFrom: 0,
    targetsEnd: split.fitEnd,
  })
  return { split, preparation, features, windows: count }
}

function withoutHoldout(series: Series, trainEnd: number): Series {
  const covariates = series.covariates.map(({ name, values }) => ({
    name,
    values: values.subarray(0, trainEnd),
  }))
  return { ...series, values: series.values.subarray(0, trainEnd), covariates }
}
