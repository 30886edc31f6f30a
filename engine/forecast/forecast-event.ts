import type { GradientFlow } from '../network/network'

/** `evaluate` trains on all but the last horizon, `refit` on everything. */
export type Phase = 'evaluate' | 'refit'

/** What a forecast tells while it runs. */
export type ForecastEvent =
  | { readonly kind: 'started'; readonly epochs: number; readonly parameterCount: number }
  | {
      /** Again when the rest of the job moves to another. */
      readonly kind: 'backend-chosen'
      readonly backend: string
      readonly reason: string
    }
  | {
      /** At most ten a second. */
      readonly kind: 'batch'
      readonly phase: Phase
      readonly epoch: number
      readonly batch: number
      readonly batches: number
      /** Of the whole job, 0 to 1. */
      readonly progress: number
      /** Null until enough was measured. */
      readonly secondsLeft: number | null
    }
  | {
      readonly kind: 'epoch'
      readonly phase: Phase
      /** 1-based. */
      readonly epoch: number
      readonly trainingLoss: number
      /** Null while refitting, which holds nothing back. */
      readonly validationLoss: number | null
      readonly bestEpoch: number
      readonly seconds: number
    }
  | {
      /** How the loss reaches back in time, sampled at under 3 % of the training's time. */
      readonly kind: 'gradient-flow'
      readonly phase: Phase
      readonly epoch: number
      readonly batch: number
      readonly flow: GradientFlow
    }
