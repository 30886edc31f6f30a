import { timeAt } from '../data/calendar'
import type { Frequency } from '../data/calendar'
import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { reportClasses } from '../evaluate/classification'
import type { ClassForecast, ClassReport } from '../evaluate/classification'
import { checkFuture } from '../prepare/check-future'
import { checkSeries } from '../prepare/check-series'
import { choosePreparation } from '../prepare/choose-preparation'
import { windowAt } from '../prepare/windows'
import { shortName } from '../spec/describe-spec'
import type { ModelSpec } from '../spec/model-spec'
import { validateSpec } from '../spec/validate-spec'
import { classWindows } from './class-windows'
import { judgeClasses } from './class-verdict'
import { labelClasses } from './class-labels'
import type { ClassLabels, ClassTarget } from './class-labels'
import { batchesIn, planFit, trainOnPlan } from './fit-plan'
import type { FitPlan } from './fit-plan'
import { stepsShown } from './shown-to'
import type { ForecastDeps } from './forecast-deps'
import { createJobProgress } from './job-progress'

export interface ClassRequest {
  readonly series: Series
  readonly spec: ModelSpec
  readonly target: ClassTarget
  /** What the numbers of a column of labels stand for. */
  readonly texts?: readonly string[] | null
  /** Parts of the scored rows, each forecast by a network of its own. */
  readonly folds?: number
}

/** Classes have no baselines to read anything for. */
type ClassDeps = Omit<ForecastDeps, 'readAugurs'>

export interface ClassPoint {
  /** Civil milliseconds, or the index value for an `index` series. */
  readonly time: number
  /** Index of the likeliest class. */
  readonly predicted: number
  /** Of each class. */
  readonly probabilities: readonly number[]
}

export interface ClassResult {
  readonly target: string
  readonly frequency: Frequency
  readonly horizon: number
  readonly model: string
  readonly backend: string
  readonly spec: ModelSpec
  readonly classes: readonly string[]
  /** See `ClassLabels.flat`; on logarithms where those were taken. */
  readonly flat: readonly number[] | null
  readonly epochsTrained: number
  readonly seconds: number
  /** On the rows at the end that the network had not seen, one step ahead. */
  readonly report: ClassReport
  readonly verdict: string
  /** From a network refitted on everything. */
  readonly forecast: readonly ClassPoint[]
}

/** Shares of the rows that are scored, and that stop the training, cut from the end. */
const scoredShare = 0.2
const validationShare = 0.2

/** The spec with a head of this many classes, which have no bounds. */
export function classSpec(spec: ModelSpec, count: number): ModelSpec {
  return {
    ...spec,
    head: { kind: 'classes', count, initialScale: 1 },
    loss: { kind: 'cross-entropy' },
    bounds: {},
  }
}

/**
 * Forecasts classes by a network's class head, scored one step ahead on the last fifth beside always saying
 * its commonest class. That part is cut into folds; for each a network learns from the rows before it, the
 * last of which stop it. Then one learns from everything.
 * @param request `spec` of a forecast of numbers, whose head and loss are replaced; one fold by default
 * @throws EngineError `series-too-short`, `request-invalid` and as `train` does.
 */
export async function forecastClasses(
  request: ClassRequest,
  deps: ClassDeps,
): Promise<ClassResult> {
  const startedMs = deps.now()
  const { series, target, folds = 1, texts } = request
  const { horizon, input } = request.spec
  checkSeries(series)
  checkFuture(series, horizon)
  const rows = series.values.length
  const scored = Math.max(horizon, Math.round(scoredShare * rows))
  const validated = Math.max(horizon, Math.round(validationShare * rows))
  const trainEnd = rows - scored
  const fitEnd = trainEnd - validated
  const needed = Math.ceil((input.history + 2 * horizon) / (1 - scoredShare - validationShare))
  if (rows < needed || fitEnd < input.history + horizon)
    throw tooShort(series, needed, request.spec)
  if (folds > scored) throw tooManyFolds(folds, scored)

  const known = { ...series, values: series.values.subarray(0, trainEnd), covariates: [] }
  const choice = { ...choosePreparation(known, horizon, input.history), seasonalDifference: false }
  const progress = createJobProgress(
    () => deps.now(),
    (event) => deps.emit(event),
  )
  const first = planFit(series, choice, request.spec, fitEnd)
  const { stabilised } = first.prepared
  const labels = labelClasses(series, stabilised, target, fitEnd, horizon, texts)
  const spec = validateSpec(classSpec(request.spec, labels.names.length))
  const cases: ClassForecast[] = []
  let steps = 0
  let epochsTrained = 0
  let backend = ''
  for (let fold = 0; fold < folds; fold++) {
    const from = trainEnd + Math.floor((fold * scored) / folds)
    const to = trainEnd + Math.floor(((fold + 1) * scored) / folds)
    const plan = fold === 0 ? first : planFit(series, choice, spec, from - validated)
    const own = withClasses(planUpTo(plan, series, spec, from - validated, from), labels, horizon)
    const { network, report } = await trainOnPlan(own, spec, deps, (made) => {
      if (fold === 0) {
        deps.emit({ kind: 'started', epochs: spec.epochs, parameterCount: made.parameterCount })
        deps.emit({ kind: 'backend-chosen', backend: made.backend, reason: deps.executorReason })
      }
      return progress.startPhase('evaluate', spec.epochs, batchesIn(own, spec))
    })
    try {
      for (let origin = from - 1; origin + 1 < to; origin++) {
        const actual = labels.classOf(origin, 1)
        if (Number.isNaN(actual)) continue
        const outputs = await network.predict(windowAt(plan.prepared, origin, stepsShown(spec)), 1)
        cases.push({ actual, probabilities: stepOf(outputs, 0, labels.names.length) })
      }
    } finally {
      network.dispose()
    }
    steps = report.bestEpoch * batchesIn(own, spec)
    epochsTrained = report.epochsTrained
    backend = network.backend
  }
  const classReport = reportClasses(cases, labels.names.length)
  return {
    target: series.name,
    frequency: series.calendar.frequency,
    horizon,
    model: shortName(spec),
    backend,
    spec,
    classes: labels.names,
    flat: labels.flat && [...labels.flat],
    epochsTrained,
    report: classReport,
    verdict: judgeClasses(cases, classReport, labels.names),
    forecast: await refitted(series, spec, choice, labels, steps, deps, progress),
    seconds: (deps.now() - startedMs) / 1000,
  }
}

/** The plan with validation that ends where the scored rows begin. */
function planUpTo(
  plan: FitPlan,
  series: Series,
  spec: ModelSpec,
  fitEnd: number,
  trainEnd: number,
): FitPlan {
  const seen = { ...series, values: series.values.subarray(0, trainEnd) }
  return { ...plan, validation: planFit(seen, plan.fitted.choice, spec, fitEnd).validation }
}

function withClasses(plan: FitPlan, { classOf }: ClassLabels, horizon: number): FitPlan {
  const { training, validation } = plan
  return {
    ...plan,
    training: classWindows(training, horizon, classOf),
    validation: validation && classWindows(validation, horizon, classOf),
  }
}

async function refitted(
  series: Series,
  spec: ModelSpec,
  choice: Parameters<typeof planFit>[1],
  labels: ClassLabels,
  steps: number,
  deps: ClassDeps,
  progress: ReturnType<typeof createJobProgress>,
): Promise<readonly ClassPoint[]> {
  const { horizon } = spec
  const rows = series.values.length
  const plan = withClasses(planFit(series, choice, spec, rows), labels, horizon)
  const batches = batchesIn(plan, spec)
  const epochs = Math.max(1, Math.round(steps / batches))
  const { network } = await trainOnPlan(plan, { ...spec, epochs, earlyStopping: null }, deps, () =>
    progress.startPhase('refit', epochs, batches),
  )
  try {
    const outputs = await network.predict(windowAt(plan.prepared, rows - 1, stepsShown(spec)), 1)
    return Array.from({ length: horizon }, (_, step) => {
      const probabilities = stepOf(outputs, step, labels.names.length)
      return {
        time: timeAt(series.calendar, rows + step),
        predicted: probabilities.indexOf(Math.max(...probabilities)),
        probabilities,
      }
    })
  } finally {
    network.dispose()
  }
}

function stepOf(outputs: Float32Array, step: number, count: number): readonly number[] {
  return Array.from(outputs.subarray(step * count, (step + 1) * count))
}

function tooManyFolds(folds: number, scored: number): EngineError {
  return new EngineError(
    'series-too-short',
    `${folds} folds need ${folds} rows to score; the last fifth has ${scored}.`,
    { remedy: `Reduce the folds to ${scored} or add rows.` },
  )
}

function tooShort(
  { name, values }: Series,
  needed: number,
  { horizon, input }: ModelSpec,
): EngineError {
  return new EngineError(
    'series-too-short',
    `Classes with a horizon of ${horizon} and a history of ${input.history} need at least ${needed} rows of ${name}; there are ${values.length}.`,
    { column: name, remedy: 'Reduce the history or the horizon, or add rows.' },
  )
}
