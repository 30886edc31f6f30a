import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface Toast {
  /** What happened, such as `Saved forecast.csv`. */
  readonly title: string
  /** Where or how much. */
  readonly text: string
  readonly action: { readonly label: string; readonly run: () => void } | null
}

/** One notice at a time about something that went well; errors are shown in place, never here. */
export const useToast = defineStore('toast', () => {
  const current = shallowRef<Toast | null>(null)

  function show(toast: Toast): void {
    current.value = toast
  }

  function close(): void {
    current.value = null
  }

  return { current, show, close }
})
