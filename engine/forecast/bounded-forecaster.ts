import { mapForecast } from '../evaluate/forecaster'
import type { Forecaster } from '../evaluate/forecaster'
import { bounded, boundsKnowing, explainBounds } from '../prepare/bounds'
import type { Bounds } from '../spec/model-spec'

/** A method whose forecasts and bands keep to bounds, automatic ones as what it is fitted to suggests them. */
export function boundedForecaster(inner: Forecaster, wanted: Bounds): Forecaster {
  return {
    ...inner,
    async fit(panel, options) {
      const bounds = boundsKnowing(wanted, panel)
      const fitted = await inner.fit(panel, options)
      return {
        reasons: [...fitted.reasons, ...explainBounds(bounds, panel)],
        async predict(histories) {
          const forecasts = await fitted.predict(histories)
          return forecasts.map((each) => mapForecast(each, (value) => bounded(value, bounds)))
        },
        dispose: () => fitted.dispose(),
      }
    },
  }
}
