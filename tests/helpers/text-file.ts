import { importFile } from '../../engine/import/import-file'
import type { ImportFile, ImportResult } from '../../engine/import/reader'

/** A UTF-8 file in memory. */
export function textFile(text: string, name = 'file.csv'): ImportFile {
  return { name, bytes: new TextEncoder().encode(text) }
}

export function importText(text: string): ImportResult {
  return importFile(textFile(text))
}
