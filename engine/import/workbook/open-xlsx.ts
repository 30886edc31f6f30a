import type { ZipArchive } from '../archive/open-zip'
import type { ImportFile } from '../reader'
import { createSheetBuilder } from './sheet-builder'
import type { OpenWorkbook } from './sheet-cells'
import {
  readFormats,
  readRelations,
  readSharedTexts,
  readSheetList,
  type XlsxShared,
} from './xlsx-parts'
import { readXlsxSheet } from './xlsx-sheet'
import { scanXml } from './xml-scanner'

/** The part that holds the list of sheets, or null when the archive is no XLSX workbook. */
export function xlsxWorkbookPart(zip: ZipArchive): string | null {
  if (!zip.has('[Content_Types].xml') || !zip.has('_rels/.rels')) return null
  const relations = [...readRelations(zip, '').values()]
  const part = relations.find(({ kind }) => kind === 'officeDocument')?.target
  if (part === undefined || !part.endsWith('.xml') || !zip.has(part)) return null
  const xml = scanXml(zip.texts(part))
  while (xml.next()) if (xml.kind === 'open') return xml.name === 'workbook' ? part : null
  return null
}

/**
 * An XLSX or XLSM workbook (ECMA-376, transitional and strict). Formulas are read by the values that the
 * file stores for them.
 */
export function openXlsx(file: ImportFile, zip: ZipArchive, workbook: string): OpenWorkbook {
  const { sheets, is1904 } = readSheetList(zip, workbook)
  const relations = [...readRelations(zip, workbook).values()]
  const part = (wanted: string): string | undefined =>
    relations.find(({ kind, target }) => kind === wanted && zip.has(target))?.target
  const texts = part('sharedStrings')
  const styles = part('styles')
  const shared: XlsxShared = {
    texts: texts === undefined ? [] : readSharedTexts(zip, texts),
    formats: styles === undefined ? [] : readFormats(zip, styles),
    is1904,
  }
  return {
    format: 'xlsx',
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      hidden: sheet.hidden,
      read(most, hooks) {
        const builder = createSheetBuilder(file.name, sheet.name, most, hooks)
        readXlsxSheet(zip.texts(sheet.part), shared, builder)
        return builder.finish()
      },
    })),
  }
}
