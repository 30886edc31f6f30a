import type { Series } from '../data/series'
import { EngineError } from '../errors'
import type { Network } from '../network/network'
import { applyPreparation, fitPreparation, restoreStabilised } from '../prepare/preparation'
import type { FittedPreparation, PreparationForm, PreparedSeries } from '../prepare/preparation'
import { createWindows, windowAt } from '../prepare/windows'
import type { WindowSource } from '../prepare/windows'
import type { ModelSpec } from '../spec/model-spec'
import { train } from '../train/trainer'
import type { TrainCallbacks, TrainReport } from '../train/train-options'
import type { TrainingDeps } from './forecast-deps'
import { stepsShown } from './shown-to'

/** A series on the network's scale, cut into windows, not yet trained on. */
export interface FitPlan {
  readonly prepared: PreparedSeries
  readonly fitted: FittedPreparation
  readonly training: WindowSource
  /** Null when nothing is held back. */
  readonly validation: WindowSource | null
}

/** Rows `[0, fitEnd)` are learned from; the rest of the series validates. */
export function planFit(
  series: Series,
  choice: PreparationForm,
  spec: ModelSpec,
  fitEnd: number,
): FitPlan {
  const { horizon } = spec
  const steps = stepsShown(spec)
  const fitted = fitPreparation(series, choice, fitEnd, horizon, steps.ahead > 0)
  const prepared = applyPreparation(series, fitted)
  const windows = (targetsFrom: number, targetsEnd: number): WindowSource =>
    createWindows(prepared, { ...steps, horizon, targetsFrom, targetsEnd })
  const rows = series.values.length
  return {
    prepared,
    fitted,
    training: windows(0, fitEnd),
    validation: fitEnd < rows ? windows(fitEnd, rows) : null,
  }
}

/** Batches in an epoch of the plan, at least 1. */
export function batchesIn({ training }: FitPlan, { batchSize }: ModelSpec): number {
  return Math.max(1, Math.ceil(training.count / batchSize))
}

/**
 * Makes a network and trains it on the plan; `begin` gives the trainer's callbacks. Dispose the network
 * when done; when training fails it is disposed already.
 * @throws EngineError as `train` and the network's factory do.
 */
export async function trainOnPlan(
  { training, validation }: FitPlan,
  spec: ModelSpec,
  deps: TrainingDeps,
  begin: (network: Network) => Partial<TrainCallbacks>,
): Promise<{ readonly network: Network; readonly report: TrainReport }> {
  const network = await deps.createNetwork(spec, { features: training.features })
  try {
    const { trainFrom, trainKeeper } = deps
    const report = await train({
      network,
      spec,
      training,
      validation,
      cancel: deps.signal,
      on: begin(network),
      pause: () => deps.pause(),
      now: () => deps.now(),
      ...(trainFrom === undefined ? {} : { from: trainFrom }),
      ...(trainKeeper === undefined
        ? {}
        : {
            saveDue: () => trainKeeper.due(),
            save: async (checkpoint) => trainKeeper.save(checkpoint),
          }),
    })
    return { network, report }
  } catch (error) {
    network.dispose()
    throw error
  }
}

/**
 * The forecast of the `horizon` steps after the series' last row, on the stabilised scale.
 * @throws EngineError `training-diverged` when a step is not finite.
 */
export async function forecastFromEnd(
  network: Network,
  { prepared, fitted }: FitPlan,
  spec: ModelSpec,
): Promise<Float64Array> {
  const origin = prepared.target.length - 1
  const window = windowAt(prepared, origin, stepsShown(spec))
  const outputs = Float64Array.from(await network.predict(window, 1))
  const forecast = restoreStabilised(outputs, origin, prepared, fitted)
  if (forecast.every(Number.isFinite)) return forecast
  throw new EngineError('training-diverged', 'The trained network forecasts no finite number.', {
    field: 'optimizer.learningRate',
    remedy: `Lower the learning rate, for example to ${spec.optimizer.learningRate / 10}.`,
  })
}
