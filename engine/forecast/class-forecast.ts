import { timeAt } from '../data/calendar'
import type { Frequency } from '../data/calendar'
import type { Series } from '../data/series'
import { EngineError } from '../errors'
import { reportClasses } from '../evaluate/classification'
import type { ClassForecast, ClassReport } from '../evaluate/classification'
import { signTest } from '../evaluate/distributions'
import { counted, shownP } from '../evaluate/judge-folds'
import { checkSeries } from '../prepare/check-series'
import { choosePreparation } from '../prepare/choose-preparation'
import { windowAt } from '../prepare/windows'
import { shortName } from '../spec/describe-spec'
import type { ModelSpec } from '../spec/model-spec'
import { validateSpec } from '../spec/validate-spec'
import { classWindows } from './class-windows'
import { labelClasses } from './class-labels'
import type { ClassLabels, ClassTarget } from './class-labels'
import { batchesIn, planFit, trainOnPlan } from './fit-plan'
import type { FitPlan } from './fit-plan'
import type { ForecastDeps } from './forecast-deps'
import { createJobProgress } from './job-progress'

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
const significance = 0.05

/** The spec with a head of this many classes. */
export function classSpec(spec: ModelSpec, count: number): ModelSpec {
  return {
    ...spec,
    head: { kind: 'classes', count, initialScale: 1 },
    loss: { kind: 'cross-entropy' },
  }
}

/**
 * Forecasts classes by a network's class head: learned from the first rows, stopped on the next, scored on the
 * last fifth beside always saying its commonest class; then learned anew from everything.
 * @param request `spec` of a forecast of numbers; its head and loss are replaced
 * @throws EngineError `series-too-short`, `request-invalid` and as `train` does.
 */
export async function forecastClasses(
  request: { readonly series: Series; readonly spec: ModelSpec; readonly target: ClassTarget },
  deps: ForecastDeps,
): Promise<ClassResult> {
  const startedMs = deps.now()
  const { series, target } = request
  const { horizon, input } = request.spec
  checkSeries(series)
  const rows = series.values.length
  const scored = Math.max(horizon, Math.round(scoredShare * rows))
  const trainEnd = rows - scored
  const fitEnd = trainEnd - Math.max(horizon, Math.round(validationShare * rows))
  const needed = Math.ceil((input.history + 2 * horizon) / (1 - scoredShare - validationShare))
  if (rows < needed || fitEnd < input.history + horizon)
    throw tooShort(series, needed, request.spec)

  const known = { ...series, values: series.values.subarray(0, trainEnd), covariates: [] }
  const choice = { ...choosePreparation(known, horizon, input.history), seasonalDifference: false }
  const progress = createJobProgress(
    () => deps.now(),
    (event) => deps.emit(event),
  )
  const plan = planFit(series, choice, request.spec, fitEnd)
  const labels = labelClasses(series, plan.prepared.stabilised, target, fitEnd, horizon)
  const spec = validateSpec(classSpec(request.spec, labels.names.length))
  const own = withClasses(planUpTo(plan, series, spec, fitEnd, trainEnd), labels, horizon)
  const { network, report } = await trainOnPlan(own, spec, deps, (made) => {
    deps.emit({ kind: 'started', epochs: spec.epochs, parameterCount: made.parameterCount })
    deps.emit({ kind: 'backend-chosen', backend: made.backend, reason: deps.executorReason })
    return progress.startPhase('evaluate', spec.epochs, batchesIn(own, spec))
  })
  const cases: ClassForecast[] = []
  try {
    for (let origin = trainEnd - 1; origin + 1 < rows; origin++) {
      const actual = labels.classOf(origin, 1)
      if (Number.isNaN(actual)) continue
      const outputs = await network.predict(windowAt(plan.prepared, origin, input.history), 1)
      cases.push({ actual, probabilities: stepOf(outputs, 0, labels.names.length) })
    }
  } finally {
    network.dispose()
  }
  const steps = report.bestEpoch * batchesIn(own, spec)
  const classReport = reportClasses(cases, labels.names.length)
  return {
    target: series.name,
    frequency: series.calendar.frequency,
    horizon,
    model: shortName(spec),
    backend: network.backend,
    spec,
    classes: labels.names,
    flat: labels.flat && [...labels.flat],
    epochsTrained: report.epochsTrained,
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
  deps: ForecastDeps,
  progress: ReturnType<typeof createJobProgress>,
): Promise<readonly ClassPoint[]> {
  const { horizon, input } = spec
  const rows = series.values.length
  const plan = withClasses(planFit(series, choice, spec, rows), labels, horizon)
  const batches = batchesIn(plan, spec)
  const epochs = Math.max(1, Math.round(steps / batches))
  const { network } = await trainOnPlan(plan, { ...spec, epochs, earlyStopping: null }, deps, () =>
    progress.startPhase('refit', epochs, batches),
  )
  try {
    const outputs = await network.predict(windowAt(plan.prepared, rows - 1, input.history), 1)
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

/**
 * Against always saying the commonest class of the scored rows, by the exact sign test on the cases of which
 * only one was right (McNemar 1947).
 */
export function judgeClasses(
  cases: readonly ClassForecast[],
  { accuracy, majority, count }: ClassReport,
  names: readonly string[],
): string {
  const right = cases.map(({ actual, probabilities }) => ({
    own: probabilities.indexOf(Math.max(...probabilities)) === actual,
    other: majority.class === actual,
  }))
  const wins = right.filter(({ own, other }) => own && !other).length
  const losses = right.filter(({ own, other }) => !own && other).length
  const p = signTest(wins, wins + losses)
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
  const numbers = `right in ${percent(accuracy)} against ${percent(majority.accuracy)} (${shownP(p)}, ${counted(count, 'case')})`
  const always = `always saying “${names[majority.class]}”`
  if (p < significance && wins > losses) return `Beats ${always}: ${numbers}.`
  if (p < significance && wins < losses) return `Worse than ${always}: ${numbers}.`
  return `No evidence that this network beats ${always}: ${numbers}.`
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
