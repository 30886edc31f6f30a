import { mergeIssues } from '../../data/issues'
import { EngineError } from '../../errors'
import { decodeChunks, detectEncoding } from '../encoding'
import type { Cell, CellGrid } from '../grid/cell-grid'
import { readGrid } from '../grid/read-grid'
import { mostPastedCharacters } from '../limits'
import type { ImportFile, ImportResult, ReadHooks, Reader } from '../reader'
import { readHtmlTables } from './html-tables'

/** Characters in which HTML shows what it is. */
const headLength = 4096

/**
 * Tables of HTML: what spreadsheet programs and browsers put on the clipboard, pages, and the "Excel"
 * files of many web shops and portals, which are pages by another name.
 */
export const htmlReader: Reader = {
  name: 'html',
  match: ({ bytes }) => isHtml(bytes),
  read: readHtml,
}

function isHtml(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, headLength))
  return /^\s*(?:<!doctype html|<html|<table|<meta|<head|<body|<style|<!--startfragment|<google-sheets-html-origin|version:\d)/i.test(
    head,
  )
}

function readHtml(file: ImportFile, hooks: ReadHooks): ImportResult {
  const encoding = file.encoding ?? detectEncoding(file.bytes)
  if (file.bytes.length > 2 * mostPastedCharacters) throw tooLong(file)
  const html = [...decodeChunks(file, encoding)].join('')
  const { grid, tables } = gridOf(file, html)
  const { issues, ...reading } = readGrid({ ...grid, formats: file.formats }, hooks)
  return {
    ...reading,
    format: 'html',
    encoding,
    delimiter: null,
    issues: noteTables(issues, tables),
  }
}

/** The table with the most cells: pages lay out their parts in tables too. */
function gridOf(file: ImportFile, html: string): { grid: CellGrid; tables: number } {
  const tables = readHtmlTables(html, file.name)
  const [largest] = [...tables].sort((a, b) => cellCount(b) - cellCount(a))
  if (tables.length > 0) return { grid: { name: file.name, rows: largest }, tables: tables.length }
  throw new EngineError('file-not-text', `${file.name} is a web page without a table.`, {
    file: file.name,
    remedy: 'Save or copy the table itself, for example as CSV.',
  })
}

function noteTables(issues: ImportResult['issues'], tables: number): ImportResult['issues'] {
  if (tables < 2) return issues
  const message = `The page holds ${tables} tables; the one with the most cells was read.`
  const issue = {
    code: 'sheet-chosen',
    severity: 'info',
    row: null,
    column: null,
    message,
  } as const
  return mergeIssues(issues, { issues: [issue], count: 1 })
}

function cellCount(rows: readonly (readonly Cell[])[]): number {
  return rows.reduce((sum, row) => sum + row.filter((cell) => cell !== null).length, 0)
}

function tooLong({ name }: ImportFile): EngineError {
  return new EngineError(
    'file-too-large',
    `${name} is longer than ${mostPastedCharacters.toLocaleString('en')} characters.`,
    { file: name, remedy: 'Save the table as CSV and choose that file.' },
  )
}
