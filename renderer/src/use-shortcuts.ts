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
    if (key.toLowerCase() === 'o') options.open()
    else return false
    return true
  }

  const isHeld = (): boolean =>
    document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null

  /** Before the control in focus: radio buttons and lists take Enter for themselves, with Ctrl too. */
  function pressPrimary(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event
    if (key !== 'Enter' || !(ctrlKey || metaKey) || shiftKey || altKey || isHeld()) return
    event.preventDefault()
    event.stopPropagation()
    navigation.runPrimary()
  }

  function press(event: KeyboardEvent): void {
    if (event.altKey || event.defaultPrevented || isHeld()) return
    if (event.ctrlKey || event.metaKey) {
      if (!event.shiftKey && withControl(event.key)) event.preventDefault()
    } else if (event.key === 'F6') {
      focusNextRegion(document, event.shiftKey)
      event.preventDefault()
    }
  }

  window.addEventListener('keydown', pressPrimary, { capture: true })
  window.addEventListener('keydown', press)
  onScopeDispose(() => {
    window.removeEventListener('keydown', pressPrimary, { capture: true })
    window.removeEventListener('keydown', press)
  })
}
