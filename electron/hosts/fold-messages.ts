import type { FoldResult, FoldTask } from '../../engine/evaluate/backtest'
import type { FoldSetup } from '../../engine/forecast/fold-setup'
import type { PlainError } from '../../engine/errors'

/** What a fold thread is sent: once what all its folds share, then folds. */
export type ToFoldThread =
  | { readonly kind: 'start'; readonly folder: string; readonly setup: FoldSetup }
  | { readonly kind: 'fold'; readonly task: FoldTask }

/** The answer to each fold, in their order. */
export type FromFoldThread =
  | { readonly ok: true; readonly result: FoldResult }
  | { readonly ok: false; readonly error: PlainError }
