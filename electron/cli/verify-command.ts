import { dirname, resolve } from 'node:path'
import { replay } from '../../engine/forecast/replay'
import { say } from './io'
import type { CommandIo } from './io'
import { withKnownDays } from './known-beside'
import { createProgress } from './progress'
import { openFile } from './read-dataset'
import { readSaved } from './saved-forecast'

/** A saved forecast that was made again with other numbers. */
const differs = 3

/**
 * `verify RESULT.json [FILE]`: makes a saved forecast again and compares it to the bit. Returns the exit code.
 */
export async function verify(
  words: { readonly saved: string; readonly data: string | null; readonly json: boolean },
  io: CommandIo,
): Promise<number> {
  const { record, source } = await readSaved(words.saved, io.cwd)
  const { file, holidays, events, ...columns } = source
  const path = words.data ?? resolve(io.cwd, dirname(words.saved), file)
  const opened = await openFile(path, columns, io)
  const { recipe } = record
  const horizon = recipe.kind === 'network' ? recipe.spec.horizon : recipe.setup.horizon
  const read = columns.id === undefined ? [opened.series()] : opened.panel()
  const panel = await Promise.all(
    read.map((series) => withKnownDays(series, { holidays, events }, horizon)),
  )
  const progress = createProgress(io)
  try {
    const made = await replay(record, panel, {
      networks: io.networks,
      readAugurs: io.readAugurs,
      versions: io.versions,
      signal: io.signal,
      pause: () => io.pause(),
      now: () => io.now(),
      emit: (event) => progress.show(event),
    })
    progress.end()
    const { same, sentence, differences } = made
    const lines = [sentence, ...differences.map((each) => each.sentence)]
    say(io.stdout, words.json ? JSON.stringify({ same, sentence, differences }) : lines.join('\n'))
    return same ? 0 : differs
  } finally {
    progress.end()
  }
}
