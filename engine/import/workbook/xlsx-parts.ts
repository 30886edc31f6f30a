import type { ZipArchive } from '../archive/open-zip'
import { builtInDateFormat, dateFormatOf, type DateFormat } from './serial-date'
import { scanXml, type XmlScanner } from './xml-scanner'

/** What the sheets of a workbook share. */
export interface XlsxShared {
  readonly texts: readonly string[]
  /** Of each cell style, by its index. */
  readonly formats: readonly DateFormat[]
  readonly is1904: boolean
}

export interface XlsxSheet {
  readonly name: string
  readonly hidden: boolean
  readonly part: string
}

/** Target and kind of each relation of a part, by id; targets as full names of parts. */
export function readRelations(
  zip: ZipArchive,
  part: string,
): ReadonlyMap<string, { readonly kind: string; readonly target: string }> {
  const slash = part.lastIndexOf('/') + 1
  const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
  const relations = new Map<string, { kind: string; target: string }>()
  if (!zip.has(name)) return relations
  const xml = scanXml(zip.texts(name))
  while (xml.next()) {
    if (xml.kind !== 'open' || xml.name !== 'Relationship') continue
    const kind = (xml.attribute('Type') ?? '').replace(/^.*\//, '')
    const target = resolved(part.slice(0, slash), xml.attribute('Target') ?? '')
    relations.set(xml.attribute('Id') ?? '', { kind, target })
  }
  return relations
}

/** The sheets in the order of their tabs, and whether dates count from 1904. Charts are no sheets. */
export function readSheetList(
  zip: ZipArchive,
  workbook: string,
): { readonly sheets: readonly XlsxSheet[]; readonly is1904: boolean } {
  const relations = readRelations(zip, workbook)
  const sheets: XlsxSheet[] = []
  let is1904 = false
  const xml = scanXml(zip.texts(workbook))
  while (xml.next()) {
    if (xml.kind !== 'open') continue
    if (xml.name === 'workbookPr') is1904 = isTrue(xml.attribute('date1904'))
    if (xml.name !== 'sheet') continue
    const relation = relations.get(xml.attribute('id') ?? '')
    if (relation?.kind !== 'worksheet') continue
    const state = xml.attribute('state') ?? 'visible'
    sheets.push({
      name: xml.attribute('name') ?? '',
      hidden: state !== 'visible',
      part: relation.target,
    })
  }
  return { sheets, is1904 }
}

/** The table of texts that cells refer to; readings beside East Asian text are left out. */
export function readSharedTexts(zip: ZipArchive, part: string): readonly string[] {
  const texts: string[] = []
  const xml = scanXml(zip.texts(part))
  while (xml.next()) {
    if (xml.kind === 'open' && xml.name === 'si') texts.push(readRichText(xml))
  }
  return texts
}

/** The text of the tag just opened (`si` or `is`), its runs joined. */
export function readRichText(xml: XmlScanner): string {
  const outside = xml.depth - 1
  let text = ''
  let inText = false
  while (xml.next() && !(xml.kind === 'close' && xml.depth === outside)) {
    if (xml.kind === 'text') {
      if (inText) text += xml.text
    } else if (xml.kind === 'open' && xml.name === 'rPh') xml.skip()
    else inText = xml.kind === 'open' && xml.name === 't'
  }
  return unescapeText(text)
}

/** `_x000D_` stands for a character that XML does not allow (ECMA-376 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([\da-fA-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** What each cell style makes of a number. */
export function readFormats(zip: ZipArchive, part: string): readonly DateFormat[] {
  const custom = new Map<number, DateFormat>()
  const formats: DateFormat[] = []
  let inCellStyles = false
  const xml = scanXml(zip.texts(part))
  while (xml.next()) {
    if (xml.name === 'cellXfs') inCellStyles = xml.kind === 'open'
    if (xml.kind !== 'open') continue
    if (xml.name === 'numFmt') {
      const code = xml.attribute('formatCode') ?? ''
      custom.set(Number(xml.attribute('numFmtId')), dateFormatOf(code))
    }
    if (inCellStyles && xml.name === 'xf') {
      const id = Number(xml.attribute('numFmtId') ?? 0)
      formats.push(custom.get(id) ?? builtInDateFormat(id))
    }
  }
  return formats
}

export function isTrue(value: string | null): boolean {
  return value === '1' || value === 'true'
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
