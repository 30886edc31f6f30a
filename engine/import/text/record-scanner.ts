import { EngineError } from '../../errors'
import { longestRow, mostColumns } from '../limits'

/** Finds records and cells in UTF-8 bytes; cells of the last record found lie in `starts` and `ends`. */
export interface RecordScanner {
  /** Goes to the next record: how many cells it has, -1 at the end. A blank line is one empty cell. */
  next(): number
  /** Byte at which each cell of the record starts and ends, quotes left out, blanks around it trimmed. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  /** 1 for cells with doubled quotes inside, whose text needs `cellText`. */
  readonly escaped: Uint8Array
  /** Where the record starts, and where the one after it does. */
  readonly recordStart: number
  readonly position: number
  /** A fault of the record's quotes. */
  readonly fault: 'none' | 'goes-on' | 'open'
  /** Text of a cell of the record. */
  text(cell: number): string
}

export interface Dialect {
  /** As bytes. */
  readonly delimiter: number
  readonly newline: number
}

const quote = 34
const space = 32
/** Searches to the end of the file for a closing quotation mark before quotes are no longer believed. */
const mostLostQuotes = 16
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * RFC 4180: quotes around a cell only, doubled inside it. A quotation mark that is never closed is read
 * as a character of its cell, so that no row after it is lost.
 * @throws EngineError `file-malformed` for a row beyond the limits of `limits.ts`.
 */
export function createScanner(
  bytes: Uint8Array,
  { delimiter, newline }: Dialect,
  from: number,
  to: number,
): RecordScanner {
  let starts = new Uint32Array(64)
  let ends = new Uint32Array(64)
  let escaped = new Uint8Array(64)
  let position = from
  let recordStart = from
  let goesOn = false
  let open = false
  let lostQuotes = 0
  let records = 0

  function grow(): void {
    if (starts.length > mostColumns * 4) throw tooMany(records + 1)
    const [olderStarts, olderEnds, olderEscaped] = [starts, ends, escaped]
    starts = new Uint32Array(olderStarts.length * 2)
    ends = new Uint32Array(olderStarts.length * 2)
    escaped = new Uint8Array(olderStarts.length * 2)
    starts.set(olderStarts)
    ends.set(olderEnds)
    escaped.set(olderEscaped)
  }

  /** Byte after a quoted cell that starts at `open`, its cell stored; -1 when it is never closed. */
  function quoted(open: number, cell: number): number {
    let doubled = 0
    let at = open + 1
    for (;;) {
      const close = bytes.indexOf(quote, at)
      if (close < 0 || close >= to) {
        lostQuotes += 1
        return -1
      }
      if (close + 1 < to && bytes[close + 1] === quote) {
        doubled = 1
        at = close + 2
        continue
      }
      let after = close + 1
      while (after < to && bytes[after] <= space && bytes[after] !== delimiter) {
        if (bytes[after] === newline) break
        after += 1
      }
      if (after >= to || bytes[after] === delimiter || bytes[after] === newline) {
        starts[cell] = open + 1
        ends[cell] = close
        escaped[cell] = doubled
        return after
      }
      goesOn = true
      at = close + 1
    }
  }

  function next(): number {
    if (position >= to) return -1
    recordStart = position
    goesOn = false
    open = false
    let cell = 0
    let at = position
    // A row beyond the limit is not read to its end, which may be that of the file.
    const last = Math.min(to, position + longestRow + 1)
    for (;;) {
      if (cell === starts.length) grow()
      let end = -1
      if (at < to && bytes[at] === quote && lostQuotes < mostLostQuotes) {
        end = quoted(at, cell)
        open ||= end < 0
      }
      if (end < 0) {
        end = at
        while (end < last) {
          const byte = bytes[end]
          if (byte === delimiter || byte === newline) break
          end += 1
        }
        if (end === last && last < to) throw tooLong(records + 1)
        let first = at
        let behind = end
        while (first < behind && bytes[first] <= space) first += 1
        while (behind > first && bytes[behind - 1] <= space) behind -= 1
        starts[cell] = first
        ends[cell] = behind
        escaped[cell] = 0
      }
      cell += 1
      if (end >= to || bytes[end] === newline) {
        position = Math.min(end + 1, to)
        break
      }
      at = end + 1
    }
    records += 1
    if (position - recordStart > longestRow) throw tooLong(records)
    return cell
  }

  return {
    next,
    get starts() {
      return starts
    },
    get ends() {
      return ends
    },
    get escaped() {
      return escaped
    },
    get recordStart() {
      return recordStart
    },
    get position() {
      return position
    },
    get fault() {
      return open ? 'open' : goesOn ? 'goes-on' : 'none'
    },
    text(cell) {
      const text = textOf(bytes, starts[cell], ends[cell])
      return escaped[cell] === 0 ? text : text.replaceAll('""', '"')
    },
  }
}

/** Text of bytes; short ASCII, which most cells are, goes without the decoder. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 24) return decoder.decode(bytes.subarray(start, end))
  for (let i = start; i < end; i++) {
    if (bytes[i] >= 0x80) return decoder.decode(bytes.subarray(start, end))
  }
  return String.fromCharCode.apply(null, Array.from(bytes.subarray(start, end)))
}

function tooLong(row: number): EngineError {
  return new EngineError(
    'file-malformed',
    `Row ${row} is longer than ${longestRow / 2 ** 20} MB, which no table row is.`,
    {
      row,
      remedy: `Look in row ${row} for a quotation mark that is never closed, or for missing line ends.`,
    },
  )
}

function tooMany(row: number): EngineError {
  return new EngineError(
    'file-malformed',
    `Row ${row} has more than ${(mostColumns * 4).toLocaleString('en-US')} cells.`,
    { row, remedy: 'Turn the table so that its long side goes down, or split its columns.' },
  )
}
