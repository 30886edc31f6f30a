import { parseIsoTime } from './iso-time'
import type { Cell } from '../grid/cell-grid'
import { mostColumns } from '../limits'
import { serialCell } from './serial-date'
import type { MergedRange, SheetBuilder } from './sheet-cells'
import { isTrue, readRichText, unescapeText, type XlsxShared } from './xlsx-parts'
import { scanXml, type XmlScanner } from './xml-scanner'

/** Reads the cells of a worksheet part (ECMA-376 part 1, 18.3.1) into a builder, until it is full. */
export function readXlsxSheet(
  texts: Iterator<string>,
  shared: XlsxShared,
  builder: SheetBuilder,
): void {
  const xml = scanXml(texts)
  let row = 0
  while (xml.next()) {
    if (xml.kind !== 'open') continue
    switch (xml.name) {
      case 'col':
        if (isTrue(xml.attribute('hidden'))) {
          const first = Number(xml.attribute('min')) - 1
          builder.hideColumns(first, Number(xml.attribute('max')) - 1)
        }
        break
      case 'row':
        row = Math.max(row + 1, Number(xml.attribute('r') ?? row + 1))
        if (isTrue(xml.attribute('hidden'))) builder.hideRow(row)
        builder.put(row, readRow(xml, shared))
        if (builder.full) return
        break
      case 'mergeCell': {
        const range = parseRange(xml.attribute('ref') ?? '')
        if (range !== null) builder.merge(range)
        break
      }
    }
  }
}

function readRow(xml: XmlScanner, shared: XlsxShared): Cell[] {
  const outside = xml.depth - 1
  const cells: Cell[] = []
  while (xml.next() && xml.depth > outside) {
    if (xml.kind !== 'open' || xml.name !== 'c') continue
    const column = columnOf(xml.attribute('r')) ?? cells.length
    if (column >= mostColumns) {
      xml.skip()
      continue
    }
    while (cells.length < column) cells.push(null)
    cells[column] = readCell(xml, shared)
  }
  return cells
}

function readCell(xml: XmlScanner, shared: XlsxShared): Cell {
  const type = xml.attribute('t')
  const style = xml.attribute('s')
  const outside = xml.depth - 1
  let value = ''
  let inline = ''
  while (xml.next() && xml.depth > outside) {
    if (xml.kind !== 'open') continue
    if (xml.name === 'v') value = readValue(xml)
    else if (xml.name === 'is') inline = readRichText(xml)
    else xml.skip()
  }
  if (type === 'inlineStr') return inline === '' ? null : inline
  if (value === '') return null
  switch (type) {
    case 's':
      return shared.texts[Number(value)] || null
    case 'str':
    case 'e':
      return unescapeText(value)
    case 'b':
      return isTrue(value)
    case 'd':
      return parseIsoTime(value) ?? value
    default: {
      const number = Number(value)
      if (Number.isNaN(number)) return value
      const format = style === null ? 'none' : (shared.formats[Number(style)] ?? 'none')
      return serialCell(number, format, shared.is1904)
    }
  }
}

/** The text of the tag just opened. */
function readValue(xml: XmlScanner): string {
  let value = ''
  while (xml.next() && xml.kind !== 'close') {
    if (xml.kind === 'text') value += xml.text
    else xml.skip()
  }
  return value
}

/** 0-based column of a reference such as `AB12`; null without letters. */
export function columnOf(reference: string | null): number | null {
  if (reference === null) return null
  let column = 0
  let i = 0
  for (; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return i === 0 ? null : column - 1
}

/** `A` for column 0. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest === 0 ? '' : columnLetters(rest - 1)) + String.fromCharCode(65 + (column % 26))
}

function parseRange(reference: string): MergedRange | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference)
  if (match === null) return null
  const [, left, top, right, bottom] = match
  return {
    left: columnOf(left) ?? 0,
    top: Number(top) - 1,
    right: columnOf(right) ?? 0,
    bottom: Number(bottom) - 1,
  }
}
