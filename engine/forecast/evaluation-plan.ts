import type { Series } from '../data/series'
import { firstRows } from '../evaluate/validation-origins'
import { choosePreparation } from '../prepare/choose-preparation'
import { splitRows } from '../prepare/split'
import type { ModelSpec } from '../spec/model-spec'
import { planFit, type FitPlan } from './fit-plan'
import { shownTo } from './shown-to'

/**
 * The windows of a forecast's first training, the one that is scored, for who measures a few of its steps.
 * @returns also the share of the series' rows that it learns from, 0 to 1
 * @throws EngineError `series-too-short`.
 */
export function evaluationPlan(
  series: Series,
  spec: ModelSpec,
): { readonly plan: FitPlan; readonly learnedShare: number } {
  const { horizon, input } = spec
  const { length } = series.values
  const { fitEnd, trainEnd } = splitRows(length, horizon, input.history)
  const known = shownTo(spec, firstRows(series, trainEnd))
  const preparation = choosePreparation(known, horizon, input.history)
  return { plan: planFit(known, preparation, spec, fitEnd), learnedShare: fitEnd / length }
}
