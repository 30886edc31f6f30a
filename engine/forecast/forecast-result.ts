import type { Frequency } from '../data/calendar'
import type { UsualBaseline } from '../evaluate/method-titles'
import type { Scores } from '../evaluate/scores'
import type { MemorySpan } from '../explain/memory-span'
import type { Verdict } from '../evaluate/verdict'
import type { ModelSpec } from '../spec/model-spec'
import type { BandReport } from './intervals'

export type { BandReport, MemorySpan, Scores, Verdict }

/** What a baseline scored on the hold-out. */
export interface BaselineScores {
  readonly method: UsualBaseline
  /** What a reader calls it inside a sentence, such as `last year's value`. */
  readonly title: string
  readonly scores: Scores
}

/** One step ahead with its bands. */
export interface ForecastPoint {
  /** Civil milliseconds, or the index value for an `index` series. */
  readonly time: number
  readonly mean: number
  readonly lo80: number
  readonly hi80: number
  readonly lo95: number
  readonly hi95: number
}

export interface HoldoutPoint extends ForecastPoint {
  /** NaN where the file has no value. */
  readonly actual: number
}

/** What a forecast job returns: numbers only, plain data, ready for charts, tables and files. */
export interface ForecastResult {
  readonly target: string
  readonly frequency: Frequency
  readonly horizon: number
  /** Steps in the season that was found, else in the one usual for the frequency; 1 when there is none. */
  readonly season: number
  /** Short name of the network, such as `GRU 32`. */
  readonly model: string
  readonly spec: ModelSpec
  /** What trained; several in their order where the job moved, such as `webgl, then fused…`. */
  readonly backend: string
  /** How the series was prepared, as sentences for the reader. */
  readonly preparation: readonly string[]
  readonly parameterCount: number
  readonly bestEpoch: number
  readonly epochsTrained: number
  readonly seconds: number
  /** On the validation part, by which runs are chosen. */
  readonly validationMase: number
  /** On the last horizon, which the network had not seen. */
  readonly metrics: Scores
  /** The simplest first. */
  readonly baselines: readonly BaselineScores[]
  /** The baseline that did best there, on the hold-out and on what comes after it, `[2 · horizon]`. */
  readonly bestBaseline: Float64Array
  readonly verdict: Verdict
  readonly bands: BandReport
  /** How far back an input still moves the evaluated network's forecast; null where not measured. */
  readonly memorySpan: MemorySpan | null
  readonly holdout: readonly HoldoutPoint[]
  /** From a network refitted on everything. */
  readonly forecast: readonly ForecastPoint[]
}
