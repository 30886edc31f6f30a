import { createFoldRunner } from '../evaluate/backtest'
import type { KeepingRunner } from '../evaluate/backtest'
import type { FitOptions } from '../evaluate/forecaster'
import type { Executor } from '../network/network'
import { catalogue } from './catalogue'
import type { MethodChoice, MethodSources } from './catalogue'

/** All that folds have in common, as plain data that a thread can be sent. */
export interface FoldSetup extends MethodChoice {
  readonly horizon: number
  readonly levels: readonly number[]
  readonly seed: number
  /** Fit for each fold, or once on the oldest one. */
  readonly mode: 'refit' | 'update'
  readonly executor: Executor
}

/** Runs the folds of a setup with the methods of the catalogue, in the thread that calls it. */
export function runnerOf(
  setup: FoldSetup,
  sources: MethodSources,
  { signal, pause }: Pick<FitOptions, 'signal' | 'pause'>,
): KeepingRunner {
  const methods = Object.fromEntries(
    Object.entries(catalogue(setup, sources)).map(([name, { create }]) => [name, create]),
  )
  const { horizon, season, frequency, levels, seed, mode } = setup
  const options = { horizon, season, frequency, levels, seed, signal, pause }
  return createFoldRunner(methods, options, mode, () => sources.now())
}
