import { stat } from 'node:fs/promises'
import { EngineError } from '../../engine/errors'
import { classTable, type ClassRows } from '../../engine/export/class-table'
import { forecastTable, type ForecastRows } from '../../engine/export/forecast-table'
import { errorCodeOf } from './source-file'
import { writeUserFile } from './write-user-file'

/**
 * Writes a forecast as CSV to `path`; returns the number of rows below the header. `sourcePath` is the file
 * that the forecast was made from, which must not be overwritten.
 */
export async function exportForecast(
  result: ForecastRows | ClassRows,
  path: string,
  sourcePath: string | null,
): Promise<number> {
  if (sourcePath !== null && (await isSameFile(path, sourcePath))) {
    throw new EngineError('file-not-written', `${path} holds the data of this forecast.`, {
      file: path,
      remedy: 'Choose another name for the export.',
    })
  }
  await writeUserFile(path, 'classes' in result ? classTable(result) : forecastTable(result))
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
