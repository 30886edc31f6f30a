import type { ForecastEvent } from '../../engine/forecast/forecast-event'
import { say } from './io'
import type { CommandIo } from './io'

export interface ProgressDisplay {
  show(event: ForecastEvent): void
  /** Takes the bar away; lines stay. */
  end(): void
}

const phaseNames = { evaluate: 'Testing on the last horizon', refit: 'Learning from everything' }
const barWidth = 24

/** A bar that stays on its line on a terminal; elsewhere a line at each quarter of the way. */
export function createProgress(io: Pick<CommandIo, 'stderr' | 'terminalWidth'>): ProgressDisplay {
  return io.terminalWidth === null ? lines(io) : bar(io, io.terminalWidth)
}

function lines({ stderr }: Pick<CommandIo, 'stderr'>): ProgressDisplay {
  let quarter = -1
  return {
    show(event) {
      if (event.kind === 'backend-chosen') say(stderr, `Training on ${event.backend}.`)
      if (event.kind !== 'batch') return
      const reached = Math.floor(event.progress * 4)
      if (reached <= quarter) return
      quarter = reached
      const percent = Math.floor(100 * event.progress)
      say(stderr, `${percent} %  ${phaseNames[event.phase]}, epoch ${event.epoch}`)
    },
    end() {
      quarter = -1
    },
  }
}

function bar({ stderr }: Pick<CommandIo, 'stderr'>, width: number): ProgressDisplay {
  const clear = '\r\u001b[2K'
  return {
    show(event) {
      if (event.kind !== 'batch') return
      const filled = Math.round(event.progress * barWidth)
      const drawn = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
      const percent = `${Math.floor(100 * event.progress)} %`.padStart(5)
      const left = event.secondsLeft === null ? '' : `, ${Math.ceil(event.secondsLeft)} s left`
      const text = `${drawn} ${percent}  ${phaseNames[event.phase]}, epoch ${event.epoch}${left}`
      stderr.write(`${clear}${text.slice(0, width - 1)}`)
    },
    end() {
      stderr.write(clear)
    },
  }
}
