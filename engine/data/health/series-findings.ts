import { describeSteps, formatTime, timeAt } from '../calendar'
import type { Series } from '../series'
import type { Finding, FindingCode } from './finding'
import { mostTimes } from './finding'
import { findLevelShifts } from './level-shifts'
import { findLeak } from './leaks'
import { findOutliers } from './outliers'
import { seasonalParts, usualPeriod, type SeasonalParts } from './seasonal-parts'

/** Standard deviations from which a value counts as an outlier. */
const outlierThreshold = 6
/** Missing share of a series from which a forecast is hardly worth making. */
const gravelyMissing = 0.2

/** What a series suffers from: missing values, outliers, level shifts, covariates that know the future. */
export function seriesFindings(series: Series): readonly Finding[] {
  const variables = [series, ...series.covariates]
  const partsOf = (values: Float64Array): SeasonalParts =>
    seasonalParts(values, usualPeriod(series.calendar.frequency))
  const parts = partsOf(series.values)
  return [
    ...variables.flatMap(({ name, values }) => missingFinding(series, name, values)),
    ...outlierFinding(series, series.name, series.values, parts),
    ...series.covariates.flatMap(({ name, values }) =>
      outlierFinding(series, name, values, partsOf(values)),
    ),
    ...shiftFindings(series, parts),
    ...leakFindings(series),
  ]
}

/** Steps without a value, whether the row is missing or its cell. */
function missingFinding(series: Series, column: string, values: Float64Array): readonly Finding[] {
  const steps = stepsWhere(values, Number.isNaN)
  if (steps.length === 0) return []
  const { frequency } = series.calendar
  const longest = longestRun(steps)
  const share = steps.length / values.length
  return [
    {
      ...placed(series, 'missing-values', column, steps),
      severity: share >= gravelyMissing ? 'error' : 'warning',
      message: `"${column}" has no value in ${describeSteps(steps.length, frequency)} of ${values.length.toLocaleString('en')} (${percent(share)}); the longest stretch is ${describeSteps(longest, frequency)}.`,
      why: 'The network cannot learn from a window across a missing value; masked steps are left out of its error, filled ones are learned as if they had been measured.',
      repairs: ['mask', 'interpolate', 'seasonal-fill', 'forward-fill', 'accept'],
    },
  ]
}

function outlierFinding(
  series: Series,
  column: string,
  values: Float64Array,
  parts: SeasonalParts,
): readonly Finding[] {
  const outliers = findOutliers(values, parts, outlierThreshold)
  if (outliers.length === 0) return []
  const worst = outliers.reduce((a, b) => (Math.abs(b.score) > Math.abs(a.score) ? b : a))
  const steps = outliers.map(({ step }) => step)
  const atEnd = steps.at(-1) === values.length - 1
  return [
    {
      ...placed(series, 'outliers', column, steps),
      severity: 'warning',
      message: `"${column}" has ${steps.length === 1 ? 'a value' : `${steps.length} values`} far from trend and season; the farthest is ${short(worst.value)} on ${at(series, worst.step)}, where about ${short(worst.expected)} was to be expected${atEnd && worst.step !== values.length - 1 ? '; the last value is one of them' : ''}.`,
      why: 'Errors are squared or scaled by the spread, so that a few such values can rule what is learned; one at the end shifts the whole forecast.',
      repairs: ['mask', 'interpolate', 'winsorise', 'accept'],
    },
  ]
}

function shiftFindings(series: Series, parts: SeasonalParts): readonly Finding[] {
  const { calendar, name, values } = series
  return findLevelShifts(values, parts, usualPeriod(calendar.frequency)).map(
    ({ step, before, after }) => ({
      ...placed(series, 'level-shift', name, [step]),
      severity: 'warning',
      message: `The level of "${name}" changes on ${at(series, step)} from about ${short(before)} to about ${short(after)}.`,
      why: 'What was learned before the change may not hold after it; a model trained on the part after it may do better.',
      repairs: ['accept'],
    }),
  )
}

function leakFindings(series: Series): readonly Finding[] {
  const { calendar, covariates, name, values } = series
  const furthest = Math.min(60, 2 * Math.max(14, usualPeriod(calendar.frequency)))
  return covariates.flatMap((covariate): readonly Finding[] => {
    const leak = findLeak(covariate.values, values, furthest)
    if (leak === null) return []
    const what = leak.kind === 'equal' ? 'equals' : 'moves exactly with'
    const when =
      leak.ahead === 0
        ? 'in the same step'
        : `${describeSteps(leak.ahead, calendar.frequency)} later`
    return [
      {
        ...placed(series, 'leak-suspect', covariate.name, []),
        severity: 'error',
        count: 1,
        message: `"${covariate.name}" ${what} the value of "${name}" ${when}.`,
        why: 'If it is not truly known that early, every test is too good and the forecast fails once the value is missing.',
        repairs: ['drop-column', 'accept'],
      },
    ]
  })
}

function placed(
  { calendar }: Series,
  code: FindingCode,
  column: string,
  steps: readonly number[],
): Pick<Finding, 'code' | 'column' | 'count' | 'times'> {
  const times = steps.slice(0, mostTimes).map((step) => timeAt(calendar, step))
  return { code, column, count: steps.length, times }
}

function stepsWhere(values: Float64Array, test: (value: number) => boolean): readonly number[] {
  const steps: number[] = []
  values.forEach((value, step) => {
    if (test(value)) steps.push(step)
  })
  return steps
}

function longestRun(steps: readonly number[]): number {
  let longest = 0
  let run = 0
  steps.forEach((step, i) => {
    run = i > 0 && steps[i - 1] === step - 1 ? run + 1 : 1
    longest = Math.max(longest, run)
  })
  return longest
}

function at({ calendar }: Series, step: number): string {
  return formatTime(timeAt(calendar, step), calendar.frequency)
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)))
}

function percent(share: number): string {
  return `${(100 * share).toLocaleString('en', { maximumSignificantDigits: 2 })} %`
}
