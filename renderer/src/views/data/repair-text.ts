import { frequencyText, stepsText, timeText } from '../../charts/date-text'
import type { RepairList } from '../../../../engine/data/repairs/step-list'
import type { DatasetProfile } from '../../../../engine/jobs/protocol'
import type { RepairPreview } from '../../../../engine/jobs/repair-preview'
import type { FindingCode, FindingRepair } from '../../../../engine/data/health/finding'
import type {
  RepairAction,
  RepairOutcome,
  RepairStep,
  ResampleRule,
} from '../../../../engine/data/repairs/repair-step'

export const findingTitles: Readonly<Record<FindingCode, string>> = {
  gaps: 'Missing rows',
  'duplicate-dates': 'Same date twice',
  'irregular-dates': 'Uneven dates',
  'off-grid-dates': 'Dates between steps',
  'partial-period': 'Part of a step',
  'missing-values': 'Missing values',
  sentinel: 'Stands for missing?',
  outliers: 'Outliers',
  'level-shift': 'Level shift',
  'constant-column': 'One value only',
  'duplicate-columns': 'Same column twice',
  'leak-suspect': 'Knows the future?',
}

const labels: Readonly<Partial<Record<FindingRepair, readonly [label: string, what: string]>>> = {
  mask: ['Mask', 'Leave these steps out of what the network learns'],
  interpolate: ['Straight line', 'Draw a line between the neighbours'],
  'seasonal-fill': ['Season', 'Fill with trend and season'],
  'forward-fill': ['Last value', 'Repeat the last value before'],
  winsorise: ['Clip', 'Bring them to the 1 % or 99 % quantile'],
  'sentinel-to-missing': ['Set missing', 'Read this value as missing'],
  'aggregate-sum': ['Sum', 'Add up the rows of a date'],
  'aggregate-mean': ['Mean', 'Average the rows of a date'],
  'keep-first': ['Keep first', 'Keep the first row of a date'],
  'keep-last': ['Keep last', 'Keep the last row of a date'],
  resample: ['Resample', 'Join the rows of each step'],
  'use-index': ['Count rows', 'Take the rows as steps 1, 2, 3 in the order of their dates'],
  'drop-column': ['Ignore column', 'Use this column no more; its header gives it back'],
  accept: ['Accept', 'Leave the data as it is'],
}

/** How values of rows that become one are joined, as a menu names it. */
export const ruleTexts: Readonly<Record<ResampleRule, string>> = {
  mean: 'Mean',
  sum: 'Sum',
  min: 'Least',
  max: 'Largest',
  first: 'First',
  last: 'Last',
}

/** A button's text and its tooltip; null for repairs that no button offers. */
export function repairLabel(
  repair: FindingRepair,
): { readonly label: string; readonly what: string } | null {
  const found = labels[repair]
  return found ? { label: found[0], what: found[1] } : null
}

/** What a step is and where, such as `Straight line` or `Straight line at 2 dates`. */
export function stepTitle({ action, at }: RepairStep): string {
  if (at === 'all') return actionTitle(action)
  return `${actionTitle(action)} at ${at.length.toLocaleString('en-US')} ${at.length === 1 ? 'date' : 'dates'}`
}

function actionTitle(action: RepairAction): string {
  switch (action.kind) {
    case 'mask':
      return 'Masked'
    case 'interpolate':
      return 'Straight line'
    case 'seasonal-fill':
      return `Season of ${action.period.toLocaleString('en-US')} steps`
    case 'forward-fill':
      return 'Last value'
    case 'winsorise':
      return 'Clipped'
    case 'changes':
      return action.relative ? 'Returns in percent' : 'Changes'
    case 'set-missing':
      return action.value === null ? 'Set missing' : `${action.value} set missing`
    case 'aggregate':
      return {
        sum: 'Summed',
        mean: 'Averaged',
        first: 'First kept',
        last: 'Last kept',
        drop: 'Dropped',
      }[action.by]
    case 'resample':
      return `${frequencyText(action.to)}, ${ruleTexts[action.by].toLowerCase()}`
    case 'count-dates':
      return 'Rows counted'
    case 'accept':
      return `Accepted: ${findingTitles[action.finding].replace('?', '').toLowerCase()}`
  }
}

/** What a step would do, in a sentence or two. */
export function previewSummary({
  changed,
  remade,
  times,
  before,
  after,
  frequency,
}: RepairPreview): string {
  if (changed === 0) return 'No value of the series would change.'
  if (remade) {
    const size = `A series of ${changed.toLocaleString('en-US')} steps, ${frequencyText(frequency).toLowerCase()}`
    if (times.length === changed) return `${size}.`
    return `${size}; shown are the first ${stepsText(times.length, frequency)}.`
  }
  const differing = times.filter((_, i) => !Object.is(before[i], after[i]))
  const text = `${changed.toLocaleString('en-US')} ${changed === 1 ? 'value changes' : 'values change'}`
  if (differing.length === changed) return `${text}.`
  const last = differing.at(-1) ?? Number.NaN
  return `${text}; shown are those up to ${timeText(last, frequency)}.`
}

/** How many steps of a saved list this file could take. @param steps those that were added. */
export function appliedText(
  name: string,
  steps: RepairList,
  { repairOutcomes }: Pick<DatasetProfile, 'repairOutcomes'>,
): string {
  const ids = new Set(steps.map(({ id }) => id))
  const skipped = repairOutcomes.filter((each) => ids.has(each.id) && each.skipped !== null).length
  const all = `${steps.length} ${steps.length === 1 ? 'step' : 'steps'} of ${name}`
  if (skipped === 0) return `${all} applied.`
  return `${all}: ${steps.length - skipped} applied, ${skipped} skipped; the list says why.`
}

/** What a step did, in a sentence. @param outcome absent while it is off or about another series. */
export function outcomeText(step: RepairStep, outcome: RepairOutcome | undefined): string {
  const { action, enabled } = step
  if (!enabled) return 'Off; it changes nothing.'
  if (action.kind === 'accept') return 'The data stays as it is.'
  if (outcome === undefined) return `Only for the series ${step.series ?? 'in use'}.`
  if (outcome.skipped !== null) return `Skipped: ${outcome.skipped}`
  const { changed } = outcome
  const many = (one: string, more: string): string =>
    `${changed.toLocaleString('en-US')} ${changed === 1 ? one : more}`
  if (action.kind === 'aggregate') {
    return changed === 0 ? 'No row was joined.' : `${many('row', 'rows')} went into another.`
  }
  if (action.kind === 'resample') return `${many('row', 'rows')}, one a step.`
  if (action.kind === 'count-dates') return 'Each row is a step; its date only orders it.'
  if (action.kind === 'mask' && changed === 0) return 'Missing values stay missing.'
  return changed === 0 ? 'Nothing to change.' : `${many('value', 'values')} changed.`
}
