import { EngineError } from '../../errors'
import type { RepairStep } from './repair-step'

export type RepairList = readonly RepairStep[]

/** @throws EngineError `request-invalid` when the list has a step of this id already. */
export function addStep(list: RepairList, step: RepairStep): RepairList {
  if (list.some(({ id }) => id === step.id)) {
    throw new EngineError('request-invalid', `There is a repair with the id "${step.id}" already.`)
  }
  return [...list, step]
}

/** The list without a step: undoes it, wherever it stands. */
export function removeStep(list: RepairList, id: string): RepairList {
  return list.filter((step) => step.id !== id)
}

/** @param to place that the step shall have; beyond the ends means the end. */
export function moveStep(list: RepairList, id: string, to: number): RepairList {
  const moved = list.filter((step) => step.id === id)
  const others = removeStep(list, id)
  const at = Math.max(0, Math.min(others.length, to))
  return [...others.slice(0, at), ...moved, ...others.slice(at)]
}

export function switchStep(list: RepairList, id: string, enabled: boolean): RepairList {
  return list.map((step) => (step.id === id ? { ...step, enabled } : step))
}
