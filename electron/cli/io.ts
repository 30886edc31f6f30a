import type { AugursReader } from '../../engine/evaluate/baselines/mstl-ets'
import type { FoldSetup } from '../../engine/forecast/fold-setup'
import type { Versions } from '../../engine/forecast/forecast-record'
import type { Networks } from '../../engine/jobs/surroundings'
import type { FoldThreads } from '../hosts/fold-threads'

/** Where a command writes text. */
export interface TextStream {
  write(text: string): unknown
}

/** The world as a command sees it. */
export interface CommandIo {
  /** Folder that relative paths start from. */
  readonly cwd: string
  /** Folder of the shipped samples, with `samples.json`. */
  readonly samplesFolder: string
  /** Text of the token file that charts take their colours from. */
  readonly tokens: string
  /** Results only. */
  readonly stdout: TextStream
  /** Progress, warnings and errors. */
  readonly stderr: TextStream
  /** Width of the terminal that stderr is, null when it is none. */
  readonly terminalWidth: number | null
  readonly networks: Networks
  readonly readAugurs: AugursReader
  /** Of the programs that decide a forecast's bits. */
  readonly versions: Versions
  /** Raised when the user interrupts. */
  readonly signal: AbortSignal
  /** Lets what is waiting in, such as an interrupt. */
  pause(): Promise<void>
  /** Starts threads for the folds of a backtest; null runs them one after the other in this one. */
  readonly startFolds: ((setup: FoldSetup, signal: AbortSignal) => FoldThreads) | null
  /** Milliseconds of a clock that does not go back. */
  now(): number
}

/** Writes a line. */
export function say(stream: TextStream, line: string): void {
  stream.write(`${line}\n`)
}
