import { onScopeDispose } from 'vue'

/** Esc cancels what is at work, unless something that is open above the page takes the key first. */
export function useCancelKey(isBusy: () => boolean, cancel: () => void): void {
  function press(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || !isBusy()) return
    if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return
    cancel()
    event.preventDefault()
  }
  window.addEventListener('keydown', press)
  onScopeDispose(() => window.removeEventListener('keydown', press))
}
