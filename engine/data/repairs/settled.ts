import type { Finding } from '../health/finding'
import type { RepairAction, RepairStep } from './repair-step'
import type { RepairList } from './step-list'

/**
 * Whether a step of the list decides about a finding that stays visible in the data: one that was accepted,
 * missing values or partial periods that are masked on purpose, missing rows of which the target was filled
 * or masked, a sentinel that was set missing. All others go by themselves once they are repaired.
 * @param target name of the series, or null without one.
 */
export function isSettled(finding: Finding, list: RepairList, target: string | null): boolean {
  return list.some((step) => step.enabled && settles(step, finding, target))
}

function settles(step: RepairStep, finding: Finding, target: string | null): boolean {
  const { action, column } = step
  if (action.kind === 'accept') {
    return action.finding === finding.code && column === finding.column
  }
  switch (finding.code) {
    case 'missing-values':
    case 'partial-period':
      return action.kind === 'mask' && column === finding.column && covers(step, finding)
    case 'gaps':
      return column === target && step.at === 'all' && fillsOrMasks(action)
    case 'sentinel':
      return (
        action.kind === 'set-missing' &&
        column === finding.column &&
        (action.value === null || action.value === finding.value)
      )
    default:
      return false
  }
}

/** Every place of the finding is named; those beyond the first thousand are not known here. */
function covers({ at }: RepairStep, { count, times }: Finding): boolean {
  if (at === 'all') return true
  const named = new Set(at)
  return count === times.length && times.every((time) => named.has(time))
}

function fillsOrMasks({ kind }: RepairAction): boolean {
  return (
    kind === 'mask' || kind === 'interpolate' || kind === 'seasonal-fill' || kind === 'forward-fill'
  )
}
