import Papa from 'papaparse'
import { EngineError } from '../errors'
import type { Delimiter } from './reader'

/** Some records of a file, in order. */
export interface RecordBatch {
  /** Cells as text, quotes removed, not trimmed. A blank line is one record with one empty cell. */
  readonly records: readonly (readonly string[])[]
  /** 0-based number of the first record in the file. */
  readonly firstRecord: number
  /** Records with faulty quotes; `open` when a quote is never closed. */
  readonly quoteFaults: readonly QuoteFault[]
}

export interface QuoteFault {
  readonly record: number
  readonly open: boolean
}

/** What papaparse's `Parser.parse` returns; its own types call it `any`. */
interface ParserAnswer {
  readonly data: readonly (readonly string[])[]
  readonly errors: readonly { readonly code: string; readonly row: number }[]
  readonly meta: { readonly cursor: number }
}

/** Longest record, in characters: strings cannot be much longer. */
const longestRecord = 1 << 28

/** `\r` only in files without any line feed outside quotes; with `\n` a leftover `\r` is trimmed later. */
export function detectNewline(sample: string): '\n' | '\r' {
  const bare = sample.replace(/"[^"]*"/g, '')
  return !bare.includes('\n') && bare.includes('\r') ? '\r' : '\n'
}

/**
 * Splits text that arrives in pieces into records, RFC 4180 quotes respected. Only the record that a piece
 * ends in is carried over, so memory is bounded by the piece and the longest record.
 */
export function* readRecords(
  chunks: Iterable<string>,
  delimiter: Delimiter,
  newline: '\n' | '\r',
): Generator<RecordBatch> {
  let pending = ''
  let firstRecord = 0
  let tryAt = 0
  for (const chunk of chunks) {
    pending += chunk
    if (pending.length < tryAt) continue
    const answer = parse(pending, delimiter, newline, true)
    yield batchOf(answer, firstRecord)
    firstRecord += answer.data.length
    pending = pending.slice(answer.meta.cursor)
    // A record longer than a piece is looked at again only when it doubled, which keeps the cost linear.
    tryAt = answer.data.length === 0 ? 2 * pending.length : 0
    if (pending.length > longestRecord) throw tooLong(firstRecord)
  }
  if (pending !== '') yield batchOf(parse(pending, delimiter, newline, false), firstRecord)
}

/** The first records of a text, for a look ahead. */
export function parseSample(sample: string, delimiter: Delimiter): readonly (readonly string[])[] {
  return parse(sample, delimiter, detectNewline(sample), false).data
}

function parse(
  text: string,
  delimiter: Delimiter,
  newline: '\n' | '\r',
  more: boolean,
): ParserAnswer {
  const answer: ParserAnswer = new Papa.Parser({ delimiter, newline }).parse(text, 0, more)
  return answer
}

function batchOf(answer: ParserAnswer, firstRecord: number): RecordBatch {
  const quoteFaults = answer.errors
    // An error in the record that is carried over comes again with the next piece, if it is one.
    .filter((error) => error.row < answer.data.length)
    .map((error) => ({
      record: firstRecord + error.row,
      open: error.code === 'MissingQuotes',
    }))
  return { records: answer.data, firstRecord, quoteFaults }
}

function tooLong(record: number): EngineError {
  const row = record + 1
  return new EngineError(
    'file-malformed',
    `Row ${row} does not end within 268 million characters.`,
    {
      row,
      remedy: `Look for a quotation mark in row ${row} that is never closed.`,
    },
  )
}
