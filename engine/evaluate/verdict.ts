import { counted, skillAgainst } from './judge-folds'
import { mae } from './metrics'

export interface Verdict {
  readonly kind: 'beats' | 'no-evidence' | 'worse'
  /** Name of the baseline with the lowest MASE on the hold-out. */
  readonly baseline: string
  /** 1 - MASE of the network ÷ MASE of the baseline: above 0 the network is better. */
  readonly skill: number
  readonly sentence: string
}

/** What a baseline forecast of a hold-out. */
export interface BaselineForecast {
  readonly method: string
  /** What a reader calls it inside a sentence, such as `last year's value`. */
  readonly title: string
  /** `[horizon]` */
  readonly forecast: Float64Array
}

export interface Holdout {
  /** `[horizon]`; NaN where there is no value. */
  readonly actual: Float64Array
  /** The network's forecast, `[horizon]`. */
  readonly forecast: Float64Array
  /** One or more. */
  readonly baselines: readonly BaselineForecast[]
  /** Of MASE, from the training part. */
  readonly scale: number
}

/**
 * Compares the network with the best baseline on one hold-out, in one sentence with its numbers. The steps of
 * one hold-out share one origin and go wrong together, so no test of them means anything and nothing is
 * claimed either way; `judgeFolds` does, from several origins.
 */
export function judge({ actual, forecast, baselines, scale }: Holdout): Verdict {
  const errors = baselines.map((each) => mae(actual, each.forecast))
  const least = Math.min(...errors)
  const { method, title } = baselines[errors.indexOf(least)]
  const own = mae(actual, forecast)
  const steps = actual.filter((value) => !Number.isNaN(value)).length
  const numbers = `MASE ${(own / scale).toFixed(2)} against ${(least / scale).toFixed(2)}`
  const evidence = `one hold-out of ${counted(steps, 'step')}, too few for a test`
  const wins = own > least ? `; ${title} wins here` : ''
  return {
    kind: 'no-evidence',
    baseline: method,
    skill: skillAgainst(own, least),
    sentence: `No evidence that this network beats ${title}: ${numbers} (${evidence})${wins}.`,
  }
}
