import { stepOf, timeAt } from '../calendar'
import type { Series } from '../series'
import { changesOf } from './changes'
import { forwardFill, interpolate, seasonalFill, winsorise, type Chosen } from './fills'
import { isTableRepair, type RepairOutcome, type RepairStep } from './repair-step'
import type { RepairList } from './step-list'

export interface RepairedSeries {
  readonly series: Series
  /** Of the steps that are about a series and switched on. */
  readonly outcomes: readonly RepairOutcome[]
}

/**
 * The series after the list's steps on it, in their order; the one that was given stays as it was. Masked
 * values are missing ones: NaN, which no later fill touches, so that the training's error skips them.
 * @param selectedId the series' id in a table with ids, else null; steps for other ids do nothing.
 */
export function repairSeries(
  series: Series,
  list: RepairList,
  selectedId: string | null,
): RepairedSeries {
  const values = new Map([series, ...series.covariates].map((each) => [each.name, each.values]))
  const masks = new Map<string, Set<number>>()
  const outcomes: RepairOutcome[] = []
  for (const step of list) {
    const isOurs = step.series === null || step.series === selectedId
    if (!step.enabled || !isOurs || isTableRepair(step.action)) continue
    const before = values.get(step.column)
    if (before === undefined) {
      const skipped = `The series has no column "${step.column}".`
      outcomes.push({ id: step.id, changed: 0, skipped })
      continue
    }
    if (step.at !== 'all' && stepsAt(series, step.at, before.length).size === 0) {
      outcomes.push({ id: step.id, changed: 0, skipped: noneOf(step.at) })
      continue
    }
    const masked = masks.get(step.column) ?? new Set()
    masks.set(step.column, masked)
    const after = applied(series, before, step, masked)
    values.set(step.column, after)
    outcomes.push({ id: step.id, changed: countChanges(before, after), skipped: null })
  }
  const of = (name: string, old: Float64Array): Float64Array => values.get(name) ?? old
  return {
    outcomes,
    series: {
      ...series,
      values: of(series.name, series.values),
      covariates: series.covariates.map((each) => ({
        ...each,
        values: of(each.name, each.values),
      })),
    },
  }
}

function applied(
  series: Series,
  values: Float64Array,
  { action, at }: RepairStep,
  masked: Set<number>,
): Float64Array {
  const named = at === 'all' ? null : stepsAt(series, at, values.length)
  const chosen: Chosen = (step) => (named === null || named.has(step)) && !masked.has(step)
  switch (action.kind) {
    case 'mask': {
      // Without dates a mask keeps what is missing as it is, whatever fills follow.
      const steps = named ?? new Set(missingSteps(values))
      for (const step of steps) masked.add(step)
      return values.map((value, step) => (steps.has(step) ? Number.NaN : value))
    }
    case 'interpolate':
      return interpolate(withoutNamed(values, named), chosen, action.most ?? Infinity)
    case 'seasonal-fill':
      return seasonalFill(withoutNamed(values, named), chosen, action.period)
    case 'forward-fill':
      return forwardFill(withoutNamed(values, named), chosen, action.most ?? Infinity)
    case 'winsorise':
      return winsorise(values, chosen, action.lower, action.upper)
    case 'changes':
      return changesOf(values, action.relative)
    case 'accept':
    case 'set-missing':
    case 'aggregate':
    case 'resample':
    case 'count-dates':
      return values
  }
}

/** A fill at named dates replaces what stands there, as an outlier. */
function withoutNamed(values: Float64Array, named: ReadonlySet<number> | null): Float64Array {
  if (named === null) return values
  return values.map((value, step) => (named.has(step) ? Number.NaN : value))
}

function stepsAt(
  { calendar }: Series,
  times: readonly number[],
  length: number,
): ReadonlySet<number> {
  const steps = times.map((time) => stepOf(calendar, time))
  return new Set(steps.filter((step) => step !== null).filter((s) => s >= 0 && s < length))
}

/** Why a step at named dates can do nothing: it was made for another stretch of time. */
function noneOf({ length }: readonly number[]): string {
  return length === 1
    ? 'Its date is not in this series.'
    : `None of its ${length.toLocaleString('en')} dates is in this series.`
}

function missingSteps(values: Float64Array): readonly number[] {
  return Array.from(values.keys()).filter((step) => Number.isNaN(values[step]))
}

function countChanges(before: Float64Array, after: Float64Array): number {
  if (before === after) return 0
  return after.reduce((sum, value, i) => sum + (Object.is(value, before[i]) ? 0 : 1), 0)
}

/** Times at which two series of one table differ in a column, whichever of them is longer. */
export function changedTimes(before: Series, after: Series, column: string): readonly number[] {
  const find = ({ name, values, covariates }: Series): Float64Array =>
    name === column
      ? values
      : (covariates.find((each) => each.name === column)?.values ?? new Float64Array())
  const old = find(before)
  const repaired = find(after)
  const times = new Set<number>()
  old.forEach((value, step) => {
    const time = timeAt(before.calendar, step)
    const other = stepOf(after.calendar, time)
    if (!Object.is(value, other === null ? Number.NaN : (repaired[other] ?? Number.NaN)))
      times.add(time)
  })
  repaired.forEach((value, step) => {
    const time = timeAt(after.calendar, step)
    const other = stepOf(before.calendar, time)
    if (!Object.is(value, other === null ? Number.NaN : (old[other] ?? Number.NaN))) times.add(time)
  })
  return [...times].sort((a, b) => a - b)
}
