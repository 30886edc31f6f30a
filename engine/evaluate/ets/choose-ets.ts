import { fitEts } from './fit-ets'
import type { EtsForm } from './ets-model'
import type { FittedEts } from './fit-ets'

/** Longer seasons have too many places to estimate; R's `ets` draws the same line. */
export const longestEtsSeason = 24

/**
 * The form with the least corrected Akaike criterion among those that R's `ets` tries: no multiplicative
 * trend, no additive error with a multiplicative season, multiplicative forms only for values above 0, and
 * a season only with two whole ones. Null when no form can be fitted.
 * @param values without gaps
 */
export function chooseEts(values: Float64Array, season: number): FittedEts | null {
  let best: FittedEts | null = null
  for (const form of formsFor(values, season)) {
    const fit = fitEts(form, values, season)
    if (fit !== null && (best === null || fit.aicc < best.aicc)) best = fit
  }
  return best
}

function formsFor(values: Float64Array, season: number): readonly EtsForm[] {
  const positive = values.every((value) => value > 0)
  const seasonal = season > 1 && season <= longestEtsSeason && values.length > 2 * season
  const errors: readonly EtsForm['error'][] = positive ? ['A', 'M'] : ['A']
  const trends: readonly EtsForm['trend'][] = ['N', 'A', 'Ad']
  return errors.flatMap((error) => {
    const seasons: EtsForm['season'][] = ['N']
    if (seasonal) seasons.push('A')
    if (seasonal && error === 'M') seasons.push('M')
    return trends.flatMap((trend) => seasons.map((each) => ({ error, trend, season: each })))
  })
}
