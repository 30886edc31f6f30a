import { createFoldRunner } from '../evaluate/backtest'
import type { KeepingRunner } from '../evaluate/backtest'
import type { FitOptions, Forecaster } from '../evaluate/forecaster'
import type { Executor, NetworkFactory, ProcessorExecutor } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import { boundedForecaster } from './bounded-forecaster'
import { catalogue } from './catalogue'
import type { MethodChoice, MethodSources } from './catalogue'
import { networkForecaster } from './network-forecaster'

/** All that folds have in common, as plain data that a thread can be sent. */
export interface FoldSetup extends MethodChoice {
  readonly horizon: number
  readonly levels: readonly number[]
  readonly seed: number
  /** Fit for each fold, or once on the oldest one. */
  readonly mode: 'refit' | 'update'
  readonly executor: ProcessorExecutor
  /** Of the method `network`; without it there is no such method. */
  readonly network?: { readonly spec: ModelSpec; readonly executor: ProcessorExecutor }
}

/** What folds take from the thread that they run in. */
export interface FoldSources extends Omit<MethodSources, 'createNetwork'> {
  networks(executor: Executor): NetworkFactory
}

/** Runs the folds of a setup with the methods of the catalogue and its network, in the thread that calls it. */
export function runnerOf(
  setup: FoldSetup,
  sources: FoldSources,
  { signal, pause }: Pick<FitOptions, 'signal' | 'pause'>,
): KeepingRunner {
  const { network } = setup
  const createNetwork = sources.networks(setup.executor)
  const methods: Record<string, () => Forecaster> = {
    ...catalogue(setup, { ...sources, createNetwork }),
  }
  if (network !== undefined) {
    const make = sources.networks(network.executor)
    const { spec } = network
    methods.network = () =>
      boundedForecaster(
        networkForecaster(spec, make, () => sources.now()),
        spec.bounds ?? {},
      )
  }
  const { horizon, season, frequency, levels, seed, mode } = setup
  const options = { horizon, season, frequency, levels, seed, signal, pause }
  return createFoldRunner(methods, options, mode, () => sources.now())
}
