import { EngineError } from '../errors'
import { mostPastedCharacters } from './limits'
import type { ImportFile } from './reader'

/** What a clipboard holds of a copied range, by kind; null where it has none. */
export interface ClipboardContent {
  readonly text: string | null
  readonly html: string | null
}

/**
 * A pasted range as a file, to be read like any other: a table of HTML where there is one, for its merged
 * cells and exact values, else the text, whose cells spreadsheet programs part by tabs.
 * @throws EngineError `file-empty` for a clipboard without text, `file-too-large` beyond the limit.
 */
export function pastedFile({ text, html }: ClipboardContent): ImportFile {
  const hasTable = html !== null && html.length <= mostPastedCharacters && /<table[\s>]/i.test(html)
  const content = hasTable ? html : (text ?? '')
  if (content.trim() === '') {
    throw new EngineError('file-empty', 'The clipboard holds no text.', {
      remedy:
        'Copy a range of cells in a spreadsheet program, or a table of a page, and paste again.',
    })
  }
  if (content.length > mostPastedCharacters) {
    throw new EngineError(
      'file-too-large',
      `The clipboard holds more than ${mostPastedCharacters.toLocaleString('en')} characters.`,
      { remedy: 'Save the table as CSV or XLSX and open that file.' },
    )
  }
  // A browser puts `<meta>` first, an old program may begin at once with a row: the reader looks for HTML.
  const marked = hasTable && !/^\s*<(?:!doctype|html|meta|table)/i.test(content)
  const bytes = new TextEncoder().encode(marked ? `<html>${content}` : content)
  return { name: 'Clipboard', bytes }
}
