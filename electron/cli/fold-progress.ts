import type { BacktestProgress } from '../../engine/evaluate/backtest'
import { say } from './io'
import type { CommandIo } from './io'

export interface FoldProgress {
  show(progress: BacktestProgress): void
  /** Takes the line of a terminal away. */
  end(): void
}

/** A line that is written over on a terminal; elsewhere a line for each part that took its time. */
export function createFoldProgress({
  stderr,
  terminalWidth,
}: Pick<CommandIo, 'stderr' | 'terminalWidth'>): FoldProgress {
  const clear = '\r\u001b[2K'
  return {
    show(progress) {
      const text = lineOf(progress)
      if (terminalWidth !== null) stderr.write(`${clear}${text.slice(0, terminalWidth - 1)}`)
      else if (progress.result.seconds >= leastSecondsTold) say(stderr, text)
    },
    end() {
      if (terminalWidth !== null) stderr.write(clear)
    },
  }
}

/** The rules take no time worth a line. */
const leastSecondsTold = 0.5

function lineOf({ result, done, tasks, secondsLeft }: BacktestProgress): string {
  const left = done === tasks ? '' : `, about ${Math.ceil(secondsLeft)} s left`
  return `${done} of ${tasks} parts: ${result.method}, fold ${result.fold + 1}${left}`
}
