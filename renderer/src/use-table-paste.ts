import { onScopeDispose } from 'vue'
import type { ClipboardContent } from '../../engine/import/clipboard'

export type Pasted =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'table'; readonly content: ClipboardContent }

/** Hands over what is pasted anywhere in the window but into a field or a dialog. */
export function useTablePaste(take: (pasted: Pasted) => void): void {
  function paste(event: ClipboardEvent): void {
    if (event.defaultPrevented || event.clipboardData === null || isField(event.target)) return
    if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return
    event.preventDefault()
    const { clipboardData } = event
    const files = [...clipboardData.files]
    const read = (type: string): string | null => clipboardData.getData(type) || null
    const content = { text: read('text/plain'), html: read('text/html') }
    // Spreadsheet programs add a picture of the range to its text.
    if (files.length > 0 && content.text === null) take({ kind: 'files', files })
    else take({ kind: 'table', content })
  }
  document.addEventListener('paste', paste)
  onScopeDispose(() => document.removeEventListener('paste', paste))
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  )
}
