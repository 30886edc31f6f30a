import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanXml, XmlFault } from '../../../../engine/import/workbook/xml-scanner'

/** Tags and texts of a document that comes in pieces of `size` characters. */
function events(text: string, size: number): readonly string[] {
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
    text.slice(i * size, (i + 1) * size),
  )
  const xml = scanXml(pieces.values())
  const found: string[] = []
  while (xml.next()) {
    if (xml.kind === 'text') {
      const last = found.at(-1)
      if (last?.startsWith('text ') === true) found[found.length - 1] = last + xml.text
      else found.push(`text ${xml.text}`)
    } else found.push(`${xml.kind} ${xml.name} ${xml.depth}`)
    if (xml.kind === 'open') found.push(`a=${xml.attribute('a') ?? 'none'}`)
  }
  return found
}

const document =
  '<?xml version="1.0"?><!DOCTYPE x><!-- <no> --><x:r xmlns:x="u" b:a="1 &gt; 0">t&amp;&#65;&#x42;' +
  '<c ba="2" a=\'x "> y\'/><![CDATA[<raw> &amp;]]><d\n a = "3"\n>é</d></x:r>\n'

const wanted = [
  'open r 1',
  'a=1 > 0',
  'text t&AB',
  'open c 2',
  'a=x "> y',
  'close c 1',
  'text <raw> &amp;',
  'open d 2',
  'a=3',
  'text é',
  'close d 1',
  'close r 0',
  'text \n',
]

describe('XML', () => {
  it('gives tags, attributes and texts', () => {
    expect(events(document, 10_000)).toEqual(wanted)
  })

  it('does not depend on where the pieces end', () => {
    for (let size = 1; size < 40; size++) expect(events(document, size)).toEqual(wanted)
  })

  it('skips a tag with all that is in it', () => {
    const xml = scanXml(['<a><b><c/><c>x</c></b><d/></a>'].values())
    const names: string[] = []
    while (xml.next()) {
      if (xml.kind !== 'open') continue
      names.push(xml.name)
      if (xml.name === 'b') xml.skip()
    }
    expect(names).toEqual(['a', 'b', 'd'])
  })

  it('refuses a document that ends early', () => {
    for (const text of ['<a', '<a><b>', '<a>text', '</a>', '<a><!-- ', '<a><![CDATA[x']) {
      expect(() => events(text, 3)).toThrow(XmlFault)
    }
  })

  it('ends on any text', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      'a',
      ' ',
      '&',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
    )
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        (parts, size) => {
          try {
            events(parts.join(''), size)
          } catch (thrown) {
            if (!(thrown instanceof XmlFault)) throw thrown
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
