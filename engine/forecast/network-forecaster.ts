import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { probabilitiesOf } from '../evaluate/forecaster'
import type { FitOptions, FittedForecaster, Forecast, Forecaster } from '../evaluate/forecaster'
import type { Network, NetworkFactory } from '../network/network'
import { choosePreparation } from '../prepare/choose-preparation'
import type { Preparation } from '../prepare/choose-preparation'
import { applyPreparation, toValues } from '../prepare/preparation'
import { splitRows } from '../prepare/split'
import type { ModelSpec } from '../spec/model-spec'
import { forecastFromEnd, planFit, trainOnPlan } from './fit-plan'
import type { FitPlan } from './fit-plan'
import { conformalHalves } from './intervals'
import { residualsOf, validationPairs } from './validation-residuals'

/**
 * The network of a spec as a forecaster of one series: trained as the evaluation of a forecast is, on all
 * rows but a validation part that stops the training and measures the bands.
 * @throws EngineError from `fit`: `series-too-short`, `training-diverged`, `cancelled`, `backend-unavailable`.
 */
export function networkForecaster(
  spec: ModelSpec,
  createNetwork: NetworkFactory,
  now: () => number,
): Forecaster {
  return {
    name: 'network',
    seeded: true,
    async fit(panel, options) {
      if (panel.length !== 1) {
        throw new EngineError('request-invalid', 'This network learns one series at a time.', {
          remedy: 'Choose one series, or Auto for all of them together.',
        })
      }
      return fitSeries(panel[0], spec, createNetwork, options, now)
    },
  }
}

async function fitSeries(
  series: Series,
  spec: ModelSpec,
  createNetwork: NetworkFactory,
  options: FitOptions,
  now: () => number,
): Promise<FittedForecaster> {
  const { horizon, input } = spec
  const { fitEnd } = splitRows(series.values.length + horizon, horizon, input.history)
  const choice = choosePreparation(series, horizon, input.history)
  const plan = planFit(series, choice, spec, fitEnd)
  const { signal } = options
  const deps = { createNetwork, now, signal, pause: () => options.pause() }
  const { network } = await trainOnPlan(plan, spec, deps, () => ({}))
  try {
    const pairs = await validationPairs(network, plan, spec, fitEnd)
    const halves = conformalHalves(residualsOf(pairs, choice, choice), options.levels)
    return {
      reasons: choice.reasons,
      async predict(histories) {
        const forecasts: Forecast[] = []
        for (const history of histories) {
          checkLogarithm(history, choice)
          const middle = await forecastOf(network, plan, spec, history)
          forecasts.push(withBands(middle, halves, choice, options.levels))
        }
        return forecasts
      },
      dispose: () => network.dispose(),
    }
  } catch (error) {
    network.dispose()
    throw error
  }
}

function forecastOf(
  network: Network,
  plan: FitPlan,
  spec: ModelSpec,
  history: Series,
): Promise<Float64Array> {
  const prepared = applyPreparation(history, plan.fitted)
  return forecastFromEnd(network, { ...plan, prepared }, spec)
}

function withBands(
  middle: Float64Array,
  halves: readonly Float64Array[],
  choice: Preparation,
  levels: readonly number[],
): Forecast {
  const probabilities = probabilitiesOf(levels)
  const values = probabilities.map((share) => {
    const level = Math.abs(2 * share - 1)
    const half = halves[levels.findIndex((each) => Math.abs(each - level) < 1e-9)]
    if (half === undefined) return toValues(middle, choice)
    const side = share < 0.5 ? -1 : 1
    return toValues(
      middle.map((value, step) => value + side * half[step]),
      choice,
    )
  })
  return { mean: toValues(middle, choice), quantiles: { probabilities, values } }
}

/** A fit that is kept while the series goes on may meet values that its logarithm cannot take. */
function checkLogarithm({ name, values }: Series, { log }: Preparation): void {
  if (!log || !values.some((value) => value <= 0)) return
  throw new EngineError(
    'series-not-finite',
    `${name} falls to 0 or below after the rows that this network learned from on logarithms.`,
    { column: name, remedy: 'Let each fold train anew.' },
  )
}
