import type { ScheduleSpec } from '../spec/model-spec'

/** Where a plateau schedule stands: the share of the full rate, the least loss, the epochs since. */
export interface PlateauState {
  readonly share: number
  readonly best: number
  readonly epochsSince: number
}

export const fullRate: PlateauState = { share: 1, best: Infinity, epochsSince: 0 }

/** Takes an epoch's loss into account: its validation loss, or without validation its training loss. */
export function observePlateau(
  state: PlateauState,
  schedule: ScheduleSpec,
  loss: number,
): PlateauState {
  if (schedule.kind !== 'plateau') return state
  if (loss < state.best) return { ...state, best: loss, epochsSince: 0 }
  const epochsSince = state.epochsSince + 1
  if (epochsSince < schedule.patience) return { ...state, epochsSince }
  const share = Math.max(schedule.finalShare, state.share * schedule.factor)
  return { ...state, share, epochsSince: 0 }
}
