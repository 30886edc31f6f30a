import { resolve } from 'node:path'

export interface CommandLine {
  /** As `process.argv`: the executable, in a development tree the app's folder, then the user's words. */
  readonly argv: readonly string[]
  readonly workingFolder: string
  /** The app's folder in a development tree, null in a packaged app. */
  readonly appFolder: string | null
}

/** The file that the command line names, as an absolute path; null when it names none. */
export function namedFile({ argv, workingFolder, appFolder }: CommandLine): string | null {
  // Chromium's and Node's switches, wherever they stand, begin with a dash.
  const words = argv.slice(1).filter((word) => !word.startsWith('-'))
  const appAt = words.findIndex((word) => resolve(workingFolder, word) === appFolder)
  const file = words.at(appAt + 1)
  return file === undefined ? null : resolve(workingFolder, file)
}
