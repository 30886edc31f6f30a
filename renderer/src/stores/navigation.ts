import { defineStore } from 'pinia'
import { onScopeDispose, ref, shallowRef } from 'vue'

export const steps = ['data', 'explore', 'model', 'train', 'evaluate', 'forecast'] as const
export type Step = (typeof steps)[number]
export type Place = 'welcome' | Step

/** What Ctrl ⏎ does on the page in view. */
export interface PrimaryAction {
  readonly run: () => void
  readonly enabled: () => boolean
}

/** The step that Ctrl and a digit ask for, counted from 1; null for other digits. */
export function stepOfDigit(digit: string): Step | null {
  return steps[Number(digit) - 1] ?? null
}

/** Which place is in view, and its primary action. */
export const useNavigation = defineStore('navigation', () => {
  const place = ref<Place>('welcome')
  const primary = shallowRef<PrimaryAction | null>(null)

  function go(to: Place): void {
    place.value = to
  }

  /** Runs the page's primary action, when there is one and it is enabled. */
  function runPrimary(): void {
    if (primary.value?.enabled()) primary.value.run()
  }

  return { place, primary, go, runPrimary }
})

/**
 * Makes `run` the primary action (Ctrl ⏎) for as long as the calling component lives.
 * @param enabled asked at each press; the page's button is disabled by the same condition.
 */
export function usePrimaryAction(run: () => void, enabled: () => boolean = () => true): void {
  const navigation = useNavigation()
  const action: PrimaryAction = { run, enabled }
  navigation.primary = action
  onScopeDispose(() => {
    if (navigation.primary === action) navigation.primary = null
  })
}
