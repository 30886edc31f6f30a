import { onScopeDispose, shallowRef, type Ref } from 'vue'
import { toPlainError, type PlainError } from '../../../../engine/errors'
import type { JobId } from '../../../../engine/jobs/protocol'
import { call, on } from '../../api'
import { useToast } from '../../stores/toast'

/**
 * Saves a job's forecast as CSV where the user says: by `save`, Ctrl E and the menu, for as long as the
 * calling component lives. What went well is a toast, what did not is `error`.
 */
export function useExport(jobId: () => JobId | null): {
  readonly save: () => Promise<void>
  readonly error: Readonly<Ref<PlainError | null>>
} {
  const toast = useToast()
  const error = shallowRef<PlainError | null>(null)
  let asking = false

  async function reveal(path: string): Promise<void> {
    try {
      await call('file.reveal', { path })
    } catch (thrown) {
      error.value = toPlainError(thrown)
    }
  }

  async function save(): Promise<void> {
    const id = jobId()
    if (id === null || asking) return
    asking = true
    error.value = null
    try {
      const saved = await call('forecast.export', { jobId: id })
      if (!saved) return
      const name = saved.path.replace(/^.*[\\/]/, '')
      toast.show({
        title: `Saved ${name}`,
        text: `${saved.rows} ${saved.rows === 1 ? 'row' : 'rows'}`,
        action: { label: 'Show', run: () => void reveal(saved.path) },
      })
    } catch (thrown) {
      error.value = toPlainError(thrown)
    } finally {
      asking = false
    }
  }

  function press(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'e') return
    event.preventDefault()
    void save()
  }
  window.addEventListener('keydown', press)
  const stop = on('menu.command', ({ command }) => {
    if (command === 'export') void save()
  })
  onScopeDispose(() => {
    window.removeEventListener('keydown', press)
    stop()
  })
  return { save, error }
}
