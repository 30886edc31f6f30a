import { formatTime } from '../../engine/data/calendar'
import { forecastClasses } from '../../engine/forecast/class-forecast'
import type { ClassResult } from '../../engine/forecast/class-forecast'
import type { ClassTarget } from '../../engine/forecast/class-labels'
import { suggestSpec } from '../../engine/forecast/suggest-spec'
import type { ClassSeries } from '../../engine/jobs/protocol'
import { executorReasons } from '../../engine/jobs/surroundings'
import type { ForecastArguments } from './forecast-arguments'
import { frequencyName } from './frequency-name'
import { say } from './io'
import type { CommandIo } from './io'
import { createProgress } from './progress'
import { openFile } from './read-dataset'
import type { OpenFile } from './read-dataset'
import { textTable } from './text-table'

/** `forecast FILE --direction` and `--classes COL`: classes with their probabilities, by a class head. */
export async function classForecast(
  words: ForecastArguments,
  target: ClassTarget,
  io: CommandIo,
): Promise<void> {
  const { date, covariates, id, resample, classes, folds, json } = words
  const measured = classes === undefined ? words.target : undefined
  const columns = { date, target: measured, id, covariates, resample }
  const opened = await openFile(words.file, columns, io)
  const panel = classes === undefined ? numbersOf(opened, id) : opened.classes(classes)
  const results: ClassResult[] = []
  const progress = createProgress(io)
  try {
    for (const { series, names } of panel) {
      const { horizon = 1, history, cell, seed, executor } = words
      const spec = suggestSpec(series, { horizon, history, cell, seed })
      const request = { series, target, texts: names, spec, folds }
      const result = await forecastClasses(request, {
        createNetwork: io.networks(executor),
        executorReason: executorReasons[executor],
        now: () => io.now(),
        pause: () => io.pause(),
        signal: io.signal,
        emit: (event) => progress.show(event),
      })
      results.push(result)
    }
  } finally {
    progress.end()
  }
  say(io.stdout, json ? JSON.stringify(printed(results, id)) : results.map(classText).join('\n\n'))
}

function numbersOf(opened: OpenFile, id: string | undefined): readonly ClassSeries[] {
  const panel = id === undefined ? [opened.series()] : opened.panel()
  return panel.map((series) => ({ series, names: null }))
}

/** One object, or for a panel the column of ids and an object for each. */
function printed(results: readonly ClassResult[], id: string | undefined) {
  if (id === undefined) return classJson(results[0])
  return { id, series: results.map((result) => ({ id: result.target, ...classJson(result) })) }
}

function classJson(result: ClassResult) {
  const { target, frequency, horizon, model, backend, spec, classes, flat, report } = result
  const { accuracy, balancedAccuracy, brier, calibrationError, confusion, calibration } = report
  return {
    target,
    frequency: frequencyName(frequency),
    horizon,
    model,
    backend,
    seed: spec.seed,
    epochs: result.epochsTrained,
    seconds: result.seconds,
    classes,
    flat,
    cases: report.count,
    metrics: { accuracy, balancedAccuracy, brier, calibrationError },
    majority: { class: classes[report.majority.class], accuracy: report.majority.accuracy },
    confusion,
    calibration,
    verdict: result.verdict,
    forecast: result.forecast.map(({ time, predicted, probabilities }) => ({
      date: formatTime(time, frequency),
      class: classes[predicted],
      probabilities: Object.fromEntries(classes.map((name, k) => [name, probabilities[k]])),
    })),
  }
}

function classText(result: ClassResult): string {
  const { target, model, classes, report, verdict, forecast, frequency, seconds } = result
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
  const { count, accuracy, balancedAccuracy, calibrationError, confusion } = report
  return [
    verdict,
    `${target}: ${model}, scored one step ahead on the last ${count} rows, ${seconds.toFixed(1)} s`,
    `Right ${percent(accuracy)}, mean over classes ${percent(balancedAccuracy)}, probabilities off by ${percent(calibrationError)} on average`,
    textTable([
      ['Came, said →', ...classes],
      ...confusion.map((row, k) => [classes[k], ...row.map(String)]),
    ]),
    textTable([
      ['Date', 'Class', ...classes],
      ...forecast.map(({ time, predicted, probabilities }) => [
        formatTime(time, frequency),
        classes[predicted],
        ...probabilities.map(percent),
      ]),
    ]),
  ].join('\n\n')
}
