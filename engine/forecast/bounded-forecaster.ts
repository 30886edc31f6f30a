import { mapForecast } from '../evaluate/forecaster'
import type { Forecaster } from '../evaluate/forecaster'
import { bounded, explainBounds } from '../prepare/bounds'
import type { Bounds } from '../spec/model-spec'

/** A method whose forecasts and bands keep to bounds. */
export function boundedForecaster(inner: Forecaster, bounds: Bounds): Forecaster {
  return {
    ...inner,
    async fit(panel, options) {
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
