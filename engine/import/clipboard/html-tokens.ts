/** A tag or a text of HTML. */
export type HtmlToken =
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly source: string }
  | { readonly kind: 'text'; readonly text: string }

/** Elements whose content is no text of the page. */
const unseen: ReadonlySet<string> = new Set(['script', 'style', 'template', 'title'])

/**
 * Tags and texts of HTML as it comes from programs and pages: tags need not be closed or lower case. A `<`
 * that begins no tag is text.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0
  while (at < html.length) {
    const start = html.indexOf('<', at)
    if (start < 0) {
      yield { kind: 'text', text: html.slice(at) }
      return
    }
    if (start > at) yield { kind: 'text', text: html.slice(at, start) }
    if (html.startsWith('<!--', start)) {
      at = after(html, '-->', start + 4)
      continue
    }
    const match = /^<(\/?)([a-z][a-z\d:]*)/i.exec(html.slice(start, start + 40))
    if (match === null) {
      const declaration = html[start + 1] === '!' || html[start + 1] === '?'
      if (!declaration) yield { kind: 'text', text: '<' }
      at = declaration ? after(html, '>', start) : start + 1
      continue
    }
    const name = match[2].toLowerCase()
    const end = tagEnd(html, start + match[0].length)
    const kind = match[1] === '' ? 'open' : 'close'
    yield { kind, name, source: html.slice(start, end) }
    at = kind === 'open' && unseen.has(name) ? closing(html, name, end) : end
  }
}

/** The value of an attribute of a tag's source; null when it has none. */
export function htmlAttribute(source: string, name: string): string | null {
  const pattern = new RegExp(`[\\s"']${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i')
  const match = pattern.exec(source)
  return match === null ? null : htmlText(match[1] ?? match[2] ?? match[3])
}

const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', thinsp: ' ', ensp: ' ' },
  ...{ minus: '−', ndash: '–', mdash: '—', deg: '°', euro: '€', pound: '£', yen: '¥', cent: '¢' },
  ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', micro: 'µ' },
  ...{ eacute: 'é', egrave: 'è', ecirc: 'ê', agrave: 'à', acirc: 'â', ccedil: 'ç', ntilde: 'ñ' },
  ...{ aacute: 'á', iacute: 'í', oacute: 'ó', uacute: 'ú', atilde: 'ã', otilde: 'õ', sup2: '²' },
}

/** Text with its entities resolved; an unknown one stays as it is written. */
export function htmlText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi,
    (whole, hex, decimal, word) => {
      if (word !== undefined) return Object.hasOwn(named, word) ? named[word] : whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

/** Behind the `>` that ends a tag; one inside a quoted value ends nothing. */
function tagEnd(html: string, from: number): number {
  let quote = ''
  for (let i = from; i < html.length; i++) {
    const character = html[i]
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if ((character === '"' || character === "'") && html[i - 1] === '=') quote = character
    else if (character === '>') return i + 1
  }
  return html.length
}

/** Where the closing tag of an element without text begins. */
function closing(html: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}`, 'gi')
  pattern.lastIndex = from
  return pattern.exec(html)?.index ?? html.length
}
