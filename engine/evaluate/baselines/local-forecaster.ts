import type { Series } from '../../data/series'
import { EngineError } from '../../errors'
import type { FitOptions, Forecast, Forecaster } from '../forecaster'

/** Forecasts one history on its own, from scratch. */
export type LocalMethod = (history: Series, options: FitOptions) => Forecast | Promise<Forecast>

/** A forecaster that learns each history when it forecasts it and shares nothing between series. */
export function localForecaster(
  name: string,
  reasons: readonly string[],
  method: LocalMethod,
  costly = false,
): Forecaster {
  return {
    name,
    costly,
    fit: (_, options) =>
      Promise.resolve({
        reasons,
        async predict(histories) {
          const forecasts: Forecast[] = []
          for (const history of histories) {
            await options.pause()
            if (options.signal.aborted) throw new EngineError('cancelled', 'Cancelled.')
            forecasts.push(await method(history, options))
          }
          return forecasts
        },
        dispose: () => undefined,
      }),
  }
}
