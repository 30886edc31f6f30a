import type { IssueLog } from '../../data/issues'
import type { DataIssue } from '../../data/table'
import { pieceDecoder } from './decode-piece'
import type { Encoding } from './names'
import { createRowCounter, type RowCounter } from './row-counter'
import { cutCharacterLength, decodeUtf8Lines, isUtf8 } from './utf8-lines'
import { markedUtf16 } from './wide-text'

const pieceLength = 1 << 20

/**
 * Reports what decoding a file had to assume: the encoding when no byte proves it, the rows whose bytes
 * are of another encoding or of none, zero bytes, and an end inside a character.
 * @param chosen whether the user named the encoding, so that it was not assumed.
 */
export function logDecoding(
  bytes: Uint8Array,
  encoding: Encoding,
  chosen: boolean,
  log: IssueLog,
): void {
  if (!chosen && encoding !== 'UTF-8' && markedUtf16(bytes) === null) log.add(assumed(encoding))
  const isWide = encoding.startsWith('UTF-16')
  const hasNul = !isWide && bytes.includes(0)
  if (encoding === 'UTF-8') {
    if (hasNul || !isUtf8(bytes)) logUtf8Rows(bytes, log)
    if (cutCharacterLength(bytes) > 0) log.add(cutOff)
    return
  }
  logRows(bytes, encoding, log)
  if (isWide && bytes.length % 2 === 1) log.add(cutOff)
}

function logUtf8Rows(bytes: Uint8Array, log: IssueLog): void {
  const rows = createRowCounter()
  for (const { text, valid } of decodeUtf8Lines(bytes)) {
    if (!valid) log.add(otherEncoding(rows.row))
    takeFlagged(text, rows, log)
  }
}

function logRows(bytes: Uint8Array, encoding: Encoding, log: IssueLog): void {
  const rows = createRowCounter()
  const decode = pieceDecoder(encoding)
  for (let from = 0; from < bytes.length; from += pieceLength) {
    const piece = bytes.subarray(from, from + pieceLength)
    takeFlagged(decode(piece, from + pieceLength >= bytes.length), rows, log)
  }
}

/** Counts the rows of a text and reports zero bytes and unknown characters, once for each row. */
function takeFlagged(text: string, rows: RowCounter, log: IssueLog): void {
  const marks = /[\0\ufffd]+/g
  let from = 0
  let last = 0
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    rows.take(text.slice(from, match.index))
    from = match.index
    if (rows.row !== last) log.add(match[0][0] === '\0' ? zeroBytes(rows.row) : unknown(rows.row))
    last = rows.row
  }
  rows.take(text.slice(from))
}

function assumed(encoding: Encoding): DataIssue {
  return {
    code: 'encoding-assumed',
    severity: 'info',
    row: null,
    column: null,
    message: `The text is not valid UTF-8 and was read as ${encoding}. If letters look wrong, choose another encoding or save the file as UTF-8.`,
    repairs: ['other-encoding'],
  }
}

function otherEncoding(row: number): DataIssue {
  return {
    code: 'mixed-encoding',
    severity: 'warning',
    row,
    column: null,
    message:
      'The row is not valid UTF-8 as other rows are; it was read as Windows-1252. Check its letters.',
  }
}

function unknown(row: number): DataIssue {
  return {
    code: 'mixed-encoding',
    severity: 'warning',
    row,
    column: null,
    message:
      'The row holds bytes that are no characters of the encoding; each is shown as \ufffd. Check its letters.',
  }
}

function zeroBytes(row: number): DataIssue {
  return {
    code: 'zero-bytes',
    severity: 'warning',
    row,
    column: null,
    message: 'The row holds zero bytes, which are no text; they were left out. Check its cells.',
  }
}

const cutOff: DataIssue = {
  code: 'file-cut-off',
  severity: 'warning',
  row: null,
  column: null,
  message:
    'The file ends in the middle of a character: it was cut off or is still being written. Its last row may be incomplete.',
}
