import { stat } from 'node:fs/promises'
import { EngineError } from '../../engine/errors'
import { forecastTable } from '../../engine/export/forecast-table'
import type { ForecastResult } from '../../engine/forecast/forecast-result'
import { writeAtomically } from './atomic-write'
import { errorCodeOf } from './source-file'

/**
 * Writes a forecast as CSV to `path`; returns the number of rows below the header. `sourcePath` is the file
 * that the forecast was made from, which must not be overwritten.
 */
export async function exportForecast(
  result: ForecastResult,
  path: string,
  sourcePath: string | null,
): Promise<number> {
  if (sourcePath !== null && (await isSameFile(path, sourcePath))) {
    throw new EngineError('file-not-written', `${path} holds the data of this forecast.`, {
      file: path,
      remedy: 'Choose another name for the export.',
    })
  }
  try {
    await writeAtomically(path, forecastTable(result))
  } catch (error) {
    const message = `${path} could not be written: ${reasonOf(error)}.`
    const remedy = 'Choose another folder or name. Nothing was changed.'
    throw new EngineError('file-not-written', message, { file: path, remedy })
  }
  return result.forecast.length
}

async function isSameFile(path: string, other: string): Promise<boolean> {
  try {
    const [a, b] = await Promise.all([stat(path), stat(other)])
    return a.dev === b.dev && a.ino === b.ino
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return false
    throw error
  }
}

function reasonOf(error: unknown): string {
  switch (errorCodeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'you may not write there'
    case 'ENOSPC':
      return 'the disk is full'
    case 'EISDIR':
      return 'it is a folder'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
