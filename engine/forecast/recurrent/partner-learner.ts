import {
  probabilitiesOf,
  type FitOptions,
  type Forecast,
  type Forecaster,
} from '../../evaluate/forecaster'
import type { Learner, QuantilePaths } from './member'

/** Another method as a candidate; where it has no quantiles, all are its mean. */
export function partnerLearner(forecaster: Forecaster, options: FitOptions): Learner {
  const probabilities = probabilitiesOf(options.levels)
  const middle = (probabilities.length - 1) / 2
  const toPaths = ({ mean, quantiles }: Forecast): QuantilePaths =>
    probabilities.map((_, k) => (k === middle || quantiles === null ? mean : quantiles.values[k]))
  return {
    name: forecaster.name,
    trained: false,
    async learn(panel, { seed, host }) {
      const { signal } = host
      const quiet = { ...options, seed, signal, pause: () => host.pause(), progress: undefined }
      const fitted = await forecaster.fit(
        panel.map(({ source }) => source),
        quiet,
      )
      return {
        async predict(histories) {
          const forecasts = await fitted.predict(histories.map(({ source }) => source))
          return forecasts.map(toPaths)
        },
        dispose: () => {
          fitted.dispose()
        },
      }
    },
  }
}
