import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { mapForecast } from '../evaluate/forecaster'
import type { Forecaster, Panel } from '../evaluate/forecaster'
import { fitKnownEffects } from '../prepare/known-effects'
import type { KnownEffects } from '../prepare/known-effects'
import { fitTransform } from './series-transform'
import type { SeriesTransform, TransformName } from './series-transform'

/**
 * A method that learns series without the effects of what is known ahead and on a transformed scale, both
 * fitted to each series that it learns from, and whose forecasts are brought back.
 * @param transform null leaves the scale to the method
 */
export function preparedForecaster(inner: Forecaster, transform: TransformName | null): Forecaster {
  return {
    ...inner,
    async fit(panel, options) {
      const { season, horizon } = options
      const fits = new Map(
        panel.map((series): [string, Fit] => {
          const effects = fitKnownEffects(series, series.values.length, season)
          const plain = effects.apply(series)
          return [series.name, { effects, transform: fitTransform(plain, transform, season) }]
        }),
      )
      const prepare = (histories: Panel): Panel =>
        histories.map((history) => {
          const { effects, transform: own } = fitOf(fits, history)
          return own.apply(effects.apply(history))
        })
      const fitted = await inner.fit(prepare(panel), options)
      return {
        reasons: [
          ...reasonsOf(fits, panel),
          ...(inner.readsFixed === true ? [] : idleColumns(panel[0])),
          ...fitted.reasons,
        ],
        async predict(histories) {
          const forecasts = await fitted.predict(prepare(histories))
          return forecasts.map((forecast, i) => {
            const history = histories[i]
            const { effects, transform: own } = fitOf(fits, history)
            const restored = own.restore(forecast, effects.apply(history), horizon)
            return mapForecast(restored, (value, ahead) => effects.restore(value, history, ahead))
          })
        },
        dispose: () => fitted.dispose(),
      }
    },
  }
}

interface Fit {
  readonly effects: KnownEffects
  readonly transform: SeriesTransform
}

function fitOf(fits: ReadonlyMap<string, Fit>, { name }: Series): Fit {
  const fit = fits.get(name)
  if (fit !== undefined) return fit
  throw new EngineError('internal', `${name} was not in the panel that was learned from.`)
}

/** Of one series all; of a panel those of its first series, as an example. */
function reasonsOf(fits: ReadonlyMap<string, Fit>, panel: Panel): readonly string[] {
  const [first] = panel
  const { effects, transform } = fitOf(fits, first)
  const reasons = [...effects.reasons, ...transform.reasons]
  const example = panel.length > 1 && reasons.length > 0 ? `${first.name}, as one of them: ` : ''
  return reasons.map((reason) => `${example}${reason}`)
}

/** Columns that are fixed for a series, which say nothing to a method that learns each series on its own. */
function idleColumns({ covariates, statics = {} }: Series): readonly string[] {
  const numbers = covariates.filter(({ isStatic }) => isStatic === true).map(({ name }) => name)
  return [...numbers, ...Object.keys(statics)].map(
    (name) => `${name} is the same at every step of a series and moves no forecast.`,
  )
}
