import { longestRow } from '../limits'

/**
 * Reads XML that arrives in pieces, tag by tag: no tree, no entities but the five of XML and numbers, no
 * document types, so that its cost is that of the text. Names are without their prefix.
 */
export interface XmlScanner {
  /** Moves on; false at the end of the document. An empty tag is an `open` and then a `close`. */
  next(): boolean
  readonly kind: 'open' | 'close' | 'text'
  /** Of a tag. */
  readonly name: string
  /** Of a text: entities resolved. */
  readonly text: string
  /** Tags that are open; the one just opened counts. */
  readonly depth: number
  /** An attribute of the tag just opened, by its name with or without prefix; null when it has none. */
  attribute(name: string): string | null
  /** Skips to the end of the tag just opened. */
  skip(): void
}

/** What is wrong with the XML; the caller knows the file's name. */
export class XmlFault extends Error {}

export function scanXml(pieces: Iterator<string>): XmlScanner {
  let buffer = ''
  let at = 0
  let kind: XmlScanner['kind'] = 'text'
  let name = ''
  let text = ''
  let tag = ''
  let depth = 0
  let pendingClose = false

  /** Index of `mark` from `from` on, with as many pieces as that takes; -1 when there is none. */
  function find(mark: string, from: number): number {
    let offset = from
    for (;;) {
      const found = buffer.indexOf(mark, offset)
      if (found >= 0) return found
      const piece = pieces.next()
      if (piece.done === true) return -1
      if (buffer.length - at > longestRow) throw new XmlFault('a tag or text does not end')
      offset = Math.max(offset, buffer.length - mark.length + 1) - at
      buffer = buffer.slice(at) + piece.value
      at = 0
    }
  }

  function need(mark: string, from: number): number {
    const found = find(mark, from)
    if (found < 0) throw new XmlFault('it ends inside a tag')
    return found
  }

  /** The `>` that ends a tag or stands first in a declaration; one inside a quoted value ends nothing. */
  function tagEnd(): number {
    let end = need('>', at)
    const second = buffer[at + 1]
    if (second === '/' || second === '!' || second === '?') return end
    while (isInQuotes(buffer, at, end)) end = need('>', end + 1)
    return end
  }

  function close(closed: string): boolean {
    kind = 'close'
    name = closed
    depth -= 1
    if (depth < 0) throw new XmlFault(`"${closed}" is closed and not open`)
    return true
  }

  function readText(): boolean {
    const end = find('<', at)
    const raw = end < 0 ? buffer.slice(at) : buffer.slice(at, end)
    at = end < 0 ? buffer.length : end
    if (raw === '') return false
    kind = 'text'
    text = resolveEntities(raw)
    return true
  }

  function next(): boolean {
    if (pendingClose) {
      pendingClose = false
      return close(name)
    }
    for (;;) {
      if (at >= buffer.length && find('<', at) < 0 && at >= buffer.length) {
        if (depth > 0) throw new XmlFault('it ends before its tags do')
        return false
      }
      if (buffer[at] !== '<') {
        if (readText()) return true
        continue
      }
      const end = tagEnd()
      const second = buffer[at + 1]
      if (second === '/') {
        const closed = localName(buffer.slice(at + 2, end))
        at = end + 1
        return close(closed)
      }
      if (second === '?') {
        at = need('?>', at) + 2
        continue
      }
      if (second === '!') {
        if (readDeclaration()) return true
        continue
      }
      const empty = buffer[end - 1] === '/'
      tag = buffer.slice(at + 1, empty ? end - 1 : end)
      at = end + 1
      kind = 'open'
      name = localName(tag)
      depth += 1
      pendingClose = empty
      return true
    }
  }

  /** Comments and document types are passed over; character data is a text. */
  function readDeclaration(): boolean {
    if (buffer.startsWith('<!--', at)) {
      at = need('-->', at) + 3
      return false
    }
    if (!buffer.startsWith('<![CDATA[', at)) {
      at = need('>', at) + 1
      return false
    }
    const end = need(']]>', at)
    kind = 'text'
    text = buffer.slice(at + 9, end)
    at = end + 3
    return true
  }

  return {
    next,
    get kind() {
      return kind
    },
    get name() {
      return name
    },
    get text() {
      return text
    },
    get depth() {
      return depth
    },
    attribute: (wanted) => attributeOf(tag, wanted),
    skip() {
      const outside = depth - 1
      while (depth > outside && next());
    },
  }
}

/** Whether a quoted value of the tag from `from` on is open at `to`. */
function isInQuotes(text: string, from: number, to: number): boolean {
  let quote = 0
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (quote === code) quote = 0
    else if (quote === 0 && (code === 0x22 || code === 0x27)) quote = code
  }
  return quote !== 0
}

function localName(tag: string): string {
  let from = 0
  let i = 0
  for (; i < tag.length; i++) {
    const code = tag.charCodeAt(i)
    if (code <= 32) break
    if (code === 58) from = i + 1
  }
  return tag.slice(from, i)
}

function attributeOf(tag: string, name: string): string | null {
  for (let at = tag.indexOf(name, 1); at > 0; at = tag.indexOf(name, at + 1)) {
    const before = tag.charCodeAt(at - 1)
    if (before > 32 && before !== 58) continue
    let i = at + name.length
    while (tag.charCodeAt(i) <= 32) i += 1
    if (tag[i] !== '=') continue
    i += 1
    while (tag.charCodeAt(i) <= 32) i += 1
    const end = tag.indexOf(tag[i], i + 1)
    if (end > i) return resolveEntities(tag.slice(i + 1, end))
  }
  return null
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function resolveEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi,
    (whole, hex, decimal, word) => {
      if (word !== undefined) return named[word] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
