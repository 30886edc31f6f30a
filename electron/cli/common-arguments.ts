import type { Preset } from '../../engine/forecast/recurrent/presets'
import { transformNames } from '../../engine/forecast/series-transform'
import type { TransformName } from '../../engine/forecast/series-transform'
import type { ProcessorExecutor } from '../../engine/network/network'
import type { WantedBounds } from '../../engine/prepare/bounds'
import {
  besideArguments,
  besideOptions,
  boundArguments,
  boundOptions,
  executors,
  flag,
  largestFolds,
  largestSeed,
  largestSize,
  modes,
  presets,
  text,
} from './argument-options'
import type { BesideArguments } from './argument-options'
import { levelsOf, oneOf, wholeNumber } from './argument-values'

/** What `forecast` and `backtest` are told alike. */
export interface CommonArguments extends BesideArguments, WantedBounds {
  readonly date?: string
  readonly target?: string
  /** Column that tells the series of a panel apart. */
  readonly id?: string
  readonly horizon?: number
  readonly folds?: number
  /** Whether networks learn anew for each fold, or once. */
  readonly mode?: 'refit' | 'update'
  readonly preset?: Preset
  readonly transform?: TransformName
  /** Shares, ascending. */
  readonly levels?: readonly number[]
  readonly seed?: number
  readonly executor: ProcessorExecutor
  readonly json: boolean
}

export const commonOptions = {
  date: text,
  target: text,
  id: text,
  horizon: text,
  folds: text,
  mode: text,
  preset: text,
  transform: text,
  levels: text,
  seed: text,
  ...besideOptions,
  ...boundOptions,
  executor: text,
  json: flag,
} as const

type Written = {
  readonly [O in keyof typeof commonOptions]?: (typeof commonOptions)[O] extends typeof flag
    ? boolean
    : string
}

/** @throws EngineError `request-invalid`, naming the option and what it may be. */
export function commonArguments(values: Written): CommonArguments {
  const { date, target, id } = values
  return {
    date,
    target,
    id,
    horizon: wholeNumber('horizon', values.horizon, 1, largestSize),
    folds: wholeNumber('folds', values.folds, 1, largestFolds),
    mode: oneOf('mode', values.mode, modes),
    preset: oneOf('preset', values.preset, presets),
    transform: oneOf('transform', values.transform, transformNames),
    levels: levelsOf(values.levels),
    seed: wholeNumber('seed', values.seed, 0, largestSeed),
    ...besideArguments(values),
    ...boundArguments(values),
    executor: oneOf('executor', values.executor, executors) ?? 'fused',
    json: values.json === true,
  }
}
