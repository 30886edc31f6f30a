import type { Series } from '../../engine/data/series'
import { runForecast as run } from '../../engine/forecast/forecast'
import type { ForecastResult } from '../../engine/forecast/forecast-result'
import type { DatasetProfile } from '../../engine/jobs/protocol'
import { executorReasons } from '../../engine/jobs/surroundings'
import type { Executor } from '../../engine/network/network'
import { settleBounds, suggestBounds } from '../../engine/prepare/bounds'
import type { WantedBounds } from '../../engine/prepare/bounds'
import { suggestSpec } from '../../engine/forecast/suggest-spec'
import type { SpecOverrides } from '../../engine/forecast/suggest-spec'
import type { BesideArguments } from './argument-options'
import { say } from './io'
import type { CommandIo } from './io'
import { warningLines } from './messages'
import { tellFixed, withKnownDays } from './known-beside'
import { createProgress } from './progress'
import { openFile } from './read-dataset'
import type { ColumnChoice } from './read-dataset'

export interface FileForecast {
  readonly series: Series
  readonly result: ForecastResult
}

/** Reads a file, says what is wrong with it, trains and forecasts with progress on stderr. */
export async function forecastFile(
  file: string,
  choice: ColumnChoice,
  overrides: SpecOverrides,
  executor: Executor,
  io: CommandIo,
  beside: BesideArguments & WantedBounds = {},
): Promise<FileForecast> {
  const { profile, series: read } = await openFile(file, choice, io)
  const bounds = settleBounds(beside, suggestBounds([read()]))
  const { horizon } = suggestSpec(read(), overrides)
  const series = await withKnownDays(read(), beside, horizon)
  tellFixed(series, io)
  const spec = suggestSpec(series, { ...overrides, bounds })
  const progress = createProgress(io)
  const notes = notesOn(profile, file)
  try {
    const result = await run(
      { series, spec },
      {
        createNetwork: io.networks(executor),
        readAugurs: io.readAugurs,
        executorReason: executorReasons[executor],
        now: () => io.now(),
        pause: () => io.pause(),
        signal: io.signal,
        emit(event) {
          // Only what is not refused has notes: a refusal is one line.
          if (event.kind === 'started') for (const note of notes) say(io.stderr, note)
          progress.show(event)
        },
      },
    )
    return { series, result }
  } finally {
    progress.end()
  }
}

/** What was found wrong in the file, and which of its series are left out; none when `all` are used. */
export function notesOn(profile: DatasetProfile, file: string, all = false): readonly string[] {
  const warnings = warningLines(profile, file)
  const others = profile.ids.length - 1
  if (others < 1 || all) return warnings
  const left = others === 1 ? '1 other is' : `${others} others are`
  return [...warnings, `${file}: this is the series ${profile.selectedId}; ${left} left out.`]
}
