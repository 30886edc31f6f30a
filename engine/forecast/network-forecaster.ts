import { stepOf } from '../data/calendar'
import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { probabilitiesOf } from '../evaluate/forecaster'
import type { FitOptions, Forecast, Forecaster } from '../evaluate/forecaster'
import type { Network, NetworkFactory } from '../network/network'
import { choosePreparation } from '../prepare/choose-preparation'
import type { Preparation } from '../prepare/choose-preparation'
import { applyPreparation, toValues } from '../prepare/preparation'
import { rowsNeeded, splitRows } from '../prepare/split'
import { shortName } from '../spec/describe-spec'
import type { ModelSpec } from '../spec/model-spec'
import type { FitPlan } from './fit-plan'
import { batchesIn, forecastFromEnd, planFit, trainOnPlan } from './fit-plan'
import type { TrainingDeps } from './forecast-deps'
import { conformalHalves } from './intervals'
import type { JobProgress } from './job-progress'
import { refitNetwork } from './refit'
import { explainShown, shownTo } from './shown-to'
import { residualsOf, validationPairs } from './validation-residuals'

/** The network of each series. */
export type SpecOf = (series: Series, options: FitOptions) => ModelSpec

export interface NetworkWays {
  /**
   * Trains the network anew on all rows, for as many steps as were best, as a forecast does; else it stays as
   * it was evaluated.
   */
  readonly refits?: boolean
  /** False for values that are on a chosen scale already. */
  readonly logs?: boolean
}

/**
 * One network for each series: stopped on a validation part, from whose residuals the bands come.
 * @param spec of all series, or for each
 */
export function networkForecaster(
  spec: ModelSpec | SpecOf,
  createNetwork: NetworkFactory,
  now: () => number,
  ways: NetworkWays = {},
): Forecaster {
  const specOf: SpecOf = typeof spec === 'function' ? spec : () => spec
  return {
    name: 'network',
    seeded: true,
    async fit(panel, options) {
      const fits = new Map<string, FittedNetwork>()
      const dispose = (): void => {
        for (const { network } of fits.values()) network.dispose()
      }
      try {
        for (const [index, series] of panel.entries()) {
          const progress = (done: number): void => options.progress?.((index + done) / panel.length)
          const own = { ...options, progress }
          const deps = { createNetwork, now, signal: own.signal, pause: () => own.pause() }
          const spec = specOf(series, own)
          const shown = shownTo(spec, series)
          fits.set(series.name, await fitNetwork(shown, spec, ways, own, deps))
        }
      } catch (error) {
        dispose()
        throw error
      }
      const [first] = fits.values()
      const several = panel.length > 1 ? ['Each series has a network of its own.'] : []
      return {
        reasons: [
          `${shortName(first.spec)}.`,
          ...several,
          ...explainShown(first.spec, first.series),
          ...first.choice.reasons,
        ],
        async predict(histories) {
          const forecasts: Forecast[] = []
          for (const history of histories) {
            const fitted = fits.get(history.name)
            if (fitted === undefined) throw unknownSeries(history.name)
            forecasts.push(await forecastAfter(history, fitted, options.levels))
          }
          return forecasts
        },
        dispose,
      }
    },
  }
}

interface FittedNetwork {
  readonly series: Series
  readonly spec: ModelSpec
  readonly network: Network
  readonly plan: FitPlan
  readonly choice: Preparation
  /** Half the width of each level's band, `[level][horizon]`, on the stabilised scale. */
  readonly halves: readonly Float64Array[]
}

async function fitNetwork(
  series: Series,
  spec: ModelSpec,
  { refits = false, logs }: NetworkWays,
  options: FitOptions,
  deps: TrainingDeps,
): Promise<FittedNetwork> {
  const { levels } = options
  const { horizon, input } = spec
  const rows = series.values.length
  // No hold-out is cut here: whoever runs a backtest keeps it.
  if (rows < rowsNeeded(horizon, input.history) - horizon) throw tooShort(series, spec)
  const { fitEnd } = splitRows(rows + horizon, horizon, input.history)
  const progress = shareOfSteps(spec.epochs, refits, (done) => options.progress?.(done))
  const choice = choosePreparation(series, horizon, input.history, logs)
  const plan = planFit(series, choice, spec, fitEnd)
  const batches = batchesIn(plan, spec)
  const { network, report } = await trainOnPlan(plan, spec, deps, () =>
    progress.startPhase('evaluate', spec.epochs, batches),
  )
  let pairs
  try {
    pairs = await validationPairs(network, plan, spec, fitEnd)
  } catch (error) {
    network.dispose()
    throw error
  }
  const fitted = { series, spec }
  if (!refits) {
    const halves = conformalHalves(residualsOf(pairs, choice, choice), levels)
    return { ...fitted, network, plan, choice, halves }
  }
  network.dispose()
  const bestSteps = report.bestEpoch * batches
  const final = await refitNetwork(series, spec, { choice, bestSteps }, deps, progress)
  const halves = conformalHalves(residualsOf(pairs, choice, final.choice), levels)
  return { ...fitted, ...final, halves }
}

/** From the end of a history that may have grown since the fit, or begin later. */
async function forecastAfter(
  history: Series,
  { series, spec, network, plan, choice, halves }: FittedNetwork,
  levels: readonly number[],
): Promise<Forecast> {
  checkLogarithm(history, choice)
  const aligned = startingWith(series, shownTo(spec, history))
  const prepared = applyPreparation(aligned, plan.fitted)
  const stabilised = await forecastFromEnd(network, { ...plan, prepared }, spec)
  const probabilities = probabilitiesOf(levels)
  const values = probabilities.map((share) => {
    if (share === 0.5) return toValues(stabilised, choice)
    const level = levels.findIndex((each) => Math.abs(Math.abs(2 * share - 1) - each) < 1e-9)
    const side = share < 0.5 ? -1 : 1
    return toValues(
      stabilised.map((value, ahead) => value + side * halves[level][ahead]),
      choice,
    )
  })
  return { mean: toValues(stabilised, choice), quantiles: { probabilities, values } }
}

/** Rows before a history's start are missing ones, so that cycles keep the phase in which they were fitted. */
function startingWith({ calendar }: Series, history: Series): Series {
  const skipped = stepOf(calendar, history.calendar.start) ?? 0
  if (skipped <= 0) return history
  const padded = (values: Float64Array): Float64Array => {
    const grown = new Float64Array(skipped + values.length).fill(Number.NaN)
    grown.set(values, skipped)
    return grown
  }
  return {
    ...history,
    calendar,
    values: padded(history.values),
    covariates: history.covariates.map((each) => ({ ...each, values: padded(each.values) })),
  }
}

/** Progress over the phases, which take as many epochs at most; a share of the whole, never going back. */
function shareOfSteps(epochs: number, refits: boolean, tell: (done: number) => void): JobProgress {
  const width = refits ? 0.5 : 1
  let told = 0
  return {
    startPhase(phase, most, batches) {
      const from = phase === 'evaluate' ? 0 : width
      const all = (phase === 'evaluate' ? epochs : most) * batches
      return {
        batch({ epoch, batch }) {
          told = Math.max(told, from + (width * ((epoch - 1) * batches + batch)) / all)
          tell(told)
        },
        epoch: () => undefined,
        gradientFlow: () => undefined,
      }
    },
  }
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

function tooShort({ name, values }: Series, { horizon, input }: ModelSpec): EngineError {
  const needed = rowsNeeded(horizon, input.history) - horizon
  const longest = values.length - rowsNeeded(0, 1)
  const shorter = longest >= 1 ? `Reduce the horizon to ${longest} or a` : 'A'
  return new EngineError(
    'series-too-short',
    `A network with a horizon of ${horizon} and a history of ${input.history} needs at least ${needed} rows of ${name} to learn from; there are ${values.length}.`,
    { column: name, remedy: `${shorter}dd rows.` },
  )
}

function unknownSeries(name: string): EngineError {
  return new EngineError('internal', `No network was fitted to ${name}.`)
}
