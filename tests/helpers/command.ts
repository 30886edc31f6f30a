import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../../electron/cli/run-command'
import { networks } from './networks'
import { readAugurs } from './read-augurs'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A folder of its own in which commands run in this process, with real networks. */
export interface CommandFolder {
  readonly path: string
  write(name: string, content: string | Uint8Array): Promise<void>
  run(...words: readonly string[]): Promise<Ran>
  /** As on a terminal of 80 columns. */
  runOnTerminal(...words: readonly string[]): Promise<Ran>
  /** The user interrupts at once. */
  runInterrupted(...words: readonly string[]): Promise<Ran>
  remove(): Promise<void>
}

export async function createCommandFolder(): Promise<CommandFolder> {
  const path = await mkdtemp(join(tmpdir(), 'hindcast-cli-'))
  const samplesFolder = fileURLToPath(new URL('../../resources/samples', import.meta.url))
  const tokens = await readFile(new URL('../../renderer/src/tokens.css', import.meta.url), 'utf8')
  const run = async (
    words: readonly string[],
    terminalWidth: number | null,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Ran> => {
    let stdout = ''
    let stderr = ''
    const code = await runCommand(words, {
      cwd: path,
      samplesFolder,
      tokens,
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      terminalWidth,
      networks,
      readAugurs,
      versions: { hindcast: '0.1.0', v8: process.versions.v8 },
      signal,
      pause: () => Promise.resolve(),
      startFolds: null,
      now: () => performance.now(),
    })
    return { code, stdout, stderr }
  }
  return {
    path,
    write: (name, content) => writeFile(join(path, name), content),
    run: (...words) => run(words, null),
    runOnTerminal: (...words) => run(words, 80),
    runInterrupted: (...words) => run(words, null, AbortSignal.abort()),
    remove: () => rm(path, { recursive: true, force: true }),
  }
}
