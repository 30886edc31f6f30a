import { toPlainError } from '../../engine/errors'
import type { ErrorCode } from '../../engine/errors'
import { readCommand } from './arguments'
import type { Command } from './arguments'
import type { ForecastArguments } from './forecast-arguments'
import { backtestFile } from './backtest-command'
import { classForecast } from './class-forecast'
import { demo } from './demo'
import { forecast } from './forecast-command'
import { help } from './help'
import { inspect } from './inspect'
import { say } from './io'
import type { CommandIo } from './io'
import { errorLine } from './messages'
import { modelForecast } from './model-forecast'
import { verify } from './verify-command'

/** Faults of the program or its installation; all others the user can mend. */
const ownFaults: readonly ErrorCode[] = ['internal', 'backend-unavailable']

/**
 * Runs the command that `words` name and returns the exit code: 0 done, 1 for a fault of the program, 2 for
 * input or a command that needs mending, 130 (as shells say) for one that was interrupted. An error is one
 * line on stderr; stdout then stays empty and no file is written. A saved forecast that came out otherwise
 * ends with 3.
 */
export async function runCommand(words: readonly string[], io: CommandIo): Promise<number> {
  let file: string | null = null
  try {
    const command = readCommand(words)
    file = 'file' in command ? command.file : command.name === 'verify' ? command.saved : null
    return await run(command, io)
  } catch (error) {
    const plain = toPlainError(error)
    say(io.stderr, errorLine(plain, file))
    if (plain.code === 'cancelled') return 130
    return ownFaults.includes(plain.code) ? 1 : 2
  }
}

/** Returns the exit code. */
async function run(command: Command, io: CommandIo): Promise<number> {
  switch (command.name) {
    case 'help':
      io.stdout.write(help)
      break
    case 'inspect':
      await inspect(command, io)
      break
    case 'forecast':
      await forecastBy(command, io)
      break
    case 'backtest':
      await backtestFile(command, io)
      break
    case 'verify':
      return verify(command, io)
    case 'demo':
      await demo(command, io)
  }
  return 0
}

function forecastBy(words: ForecastArguments, io: CommandIo): Promise<void> {
  if (words.direction) return classForecast(words, 'direction', io)
  if (words.classes !== undefined) return classForecast(words, 'labels', io)
  return words.model === undefined ? forecast(words, io) : modelForecast(words, words.model, io)
}
