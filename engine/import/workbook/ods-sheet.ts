import { dayMs } from '../../data/civil'
import type { Cell } from '../grid/cell-grid'
import { mostColumns } from '../limits'
import { parseIsoDuration, parseIsoTime } from './iso-time'
import { clockText } from './serial-date'
import type { SheetBuilder } from './sheet-cells'
import type { XmlScanner } from './xml-scanner'

/** Rows that a repeated row with cells makes at most: as many as a sheet has. */
const mostRows = 1_048_576

interface OdsRow {
  readonly cells: Cell[]
  readonly merges: readonly { left: number; width: number; height: number }[]
}

/** Reads the `table:table` just opened (OpenDocument 1.3 part 3, 9.1) into a builder, to its end. */
export function readOdsSheet(xml: XmlScanner, builder: SheetBuilder): void {
  const outside = xml.depth - 1
  let row = 1
  let column = 0
  while (xml.next() && xml.depth > outside) {
    if (xml.kind !== 'open') continue
    if (xml.name === 'table-column') {
      const count = repeats(xml, 'number-columns-repeated')
      if (isHidden(xml)) builder.hideColumns(column, column + count - 1)
      column += count
    } else if (xml.name === 'table-row') {
      const count = repeats(xml, 'number-rows-repeated')
      const hidden = isHidden(xml)
      const { cells, merges } = readRow(xml)
      const filled = cells.some((cell) => cell !== null)
      for (let i = 0; filled && i < Math.min(count, mostRows) && !builder.full; i++) {
        if (hidden) builder.hideRow(row + i)
        builder.put(row + i, cells.slice())
      }
      for (const { left, width, height } of merges) {
        builder.merge({ top: row - 1, left, bottom: row + height - 2, right: left + width - 1 })
      }
      row += count
    } else if (xml.name === 'shapes' || xml.name === 'forms' || xml.name === 'annotation')
      xml.skip()
  }
}

function readRow(xml: XmlScanner): OdsRow {
  const outside = xml.depth - 1
  const cells: Cell[] = []
  const merges: { left: number; width: number; height: number }[] = []
  let column = 0
  while (xml.next() && xml.depth > outside) {
    if (xml.kind !== 'open') continue
    if (xml.name !== 'table-cell' && xml.name !== 'covered-table-cell') {
      xml.skip()
      continue
    }
    const count = repeats(xml, 'number-columns-repeated')
    const width = repeats(xml, 'number-columns-spanned')
    const height = repeats(xml, 'number-rows-spanned')
    if (width * height > 1) merges.push({ left: column, width, height })
    const cell = readCell(xml)
    const end = Math.min(column + count, mostColumns + 1)
    // An empty cell repeated to the sheet's edge costs nothing until a cell follows it.
    if (cell !== null) {
      while (cells.length < column && column <= mostColumns) cells.push(null)
      for (let i = column; i < end; i++) cells[i] = cell
    }
    column += count
  }
  return { cells, merges }
}

function readCell(xml: XmlScanner): Cell {
  const type = xml.attribute('office:value-type')
  const value = xml.attribute('office:value')
  const date = xml.attribute('office:date-value')
  const time = xml.attribute('office:time-value')
  const truth = xml.attribute('office:boolean-value')
  const string = xml.attribute('office:string-value')
  const text = readParagraphs(xml)
  switch (type) {
    case 'float':
    case 'percentage':
    case 'currency':
      return value === null || value === '' || Number.isNaN(Number(value)) ? text : Number(value)
    case 'date':
      return date === null ? text : (parseIsoTime(date) ?? date)
    case 'time': {
      const ms = time === null ? null : parseIsoDuration(time)
      if (ms === null) return text
      return ms < dayMs ? clockText(ms) : ms / dayMs
    }
    case 'boolean':
      return truth === 'true'
    default:
      return string ?? text
  }
}

/** The paragraphs of the cell just opened, without its comment; null when there is none. */
function readParagraphs(xml: XmlScanner): string | null {
  const outside = xml.depth - 1
  const lines: string[] = []
  let inside = false
  while (xml.next() && xml.depth > outside) {
    if (xml.kind === 'text') {
      if (inside) lines[lines.length - 1] += xml.text
    } else if (xml.kind === 'open') {
      if (xml.name === 'annotation' || xml.name === 'frame') xml.skip()
      else if (xml.name === 'p') {
        lines.push('')
        inside = true
      } else if (inside && xml.name === 's') {
        lines[lines.length - 1] += ' '.repeat(Math.min(1000, repeats(xml, 'c')))
      } else if (inside && xml.name === 'tab') lines[lines.length - 1] += '\t'
      else if (inside && xml.name === 'line-break') lines[lines.length - 1] += '\n'
    } else if (xml.name === 'p') inside = false
  }
  const text = lines.join('\n')
  return text === '' ? null : text
}

function repeats(xml: XmlScanner, attribute: string): number {
  const count = Number(xml.attribute(attribute) ?? 1)
  return Number.isInteger(count) && count > 0 ? Math.min(count, mostRows) : 1
}

function isHidden(xml: XmlScanner): boolean {
  const visibility = xml.attribute('visibility')
  return visibility === 'collapse' || visibility === 'filter'
}
