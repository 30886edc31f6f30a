import { onScopeDispose } from 'vue'
import { focusNextRegion } from './regions'
import type { LedgerEntry } from './stores/ledger'
import { stepOfDigit, useNavigation } from './stores/navigation'

/**
 * Keys that act anywhere in the window: Ctrl 1–6 steps, Ctrl ⏎ primary action, Ctrl O open, F6 region.
 * A dialog or an open menu keeps the keyboard for itself.
 */
export function useShortcuts(options: {
  readonly entries: () => readonly LedgerEntry[]
  readonly open: () => void
}): void {
  const navigation = useNavigation()

  function withControl(key: string): boolean {
    const step = stepOfDigit(key)
    if (step) {
      if (options.entries().some((entry) => entry.step === step && entry.reachable)) {
        navigation.go(step)
      }
      return true
    }
    if (key === 'Enter') navigation.runPrimary()
    else if (key.toLowerCase() === 'o') options.open()
    else return false
    return true
  }

  function press(event: KeyboardEvent): void {
    if (event.altKey) return
    // A group of radio buttons takes Enter from its form, with Ctrl too.
    const primary = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (event.defaultPrevented && !primary) return
    if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return
    if (event.ctrlKey || event.metaKey) {
      if (!event.shiftKey && withControl(event.key)) event.preventDefault()
    } else if (event.key === 'F6') {
      focusNextRegion(document, event.shiftKey)
      event.preventDefault()
    }
  }

  window.addEventListener('keydown', press)
  onScopeDispose(() => window.removeEventListener('keydown', press))
}
