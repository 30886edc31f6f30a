import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AppInfo, RecentFile, Sample } from '../../../electron/contract'
import { toPlainError, type PlainError } from '../../../engine/errors'
import { call } from '../api'
import { dayText } from '../charts/date-text'

const dayMs = 86_400_000

/**
 * When a file was last opened, as a person says it: `Today 14:02`, `Yesterday`, `12 Nov`, `12 Nov 2024`.
 * @param instant milliseconds since 1970 UTC
 * @param now likewise
 * @param offsetMs the local zone's offset from UTC, as `-getTimezoneOffset()` gives it in minutes × 60,000
 */
export function openedText(instant: number, now: number, offsetMs: number): string {
  const opened = instant + offsetMs
  const days = Math.floor((now + offsetMs) / dayMs) - Math.floor(opened / dayMs)
  if (days === 0) return `Today ${new Date(opened).toISOString().slice(11, 16)}`
  if (days === 1) return 'Yesterday'
  const year = new Date(opened).getUTCFullYear()
  const sameYear = year === new Date(now + offsetMs).getUTCFullYear()
  return sameYear ? dayText(opened) : `${dayText(opened)} ${year}`
}

/** What the welcome page lists, and what is known of the app itself. */
export const useWelcome = defineStore('welcome', () => {
  const recent = shallowRef<readonly RecentFile[]>([])
  const samples = shallowRef<readonly Sample[]>([])
  const info = shallowRef<AppInfo | null>(null)
  const error = shallowRef<PlainError | null>(null)

  async function load(): Promise<void> {
    try {
      ;[recent.value, samples.value, info.value] = await Promise.all([
        call('file.recent', undefined),
        call('sample.list', undefined),
        call('app.info', undefined),
      ])
      error.value = null
    } catch (thrown) {
      error.value = toPlainError(thrown)
    }
  }

  /** Takes a file off the list; the file itself is not touched. */
  async function forget(path: string): Promise<void> {
    try {
      recent.value = await call('file.forget', { path })
    } catch (thrown) {
      error.value = toPlainError(thrown)
    }
  }

  return { recent, samples, info, error, load, forget }
})
