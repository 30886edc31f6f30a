import { shallowRef, watch, type Ref } from 'vue'
import type { HealthReport } from '../../../../engine/data/health/check-health'
import { toPlainError, type PlainError } from '../../../../engine/errors'
import type { DatasetProfile } from '../../../../engine/jobs/protocol'
import { call } from '../../api'

/** The health of a dataset, looked at again whenever its profile changes; the newest answer counts. */
export function useHealth(profile: () => DatasetProfile): {
  readonly report: Readonly<Ref<HealthReport | null>>
  readonly error: Readonly<Ref<PlainError | null>>
} {
  const report = shallowRef<HealthReport | null>(null)
  const error = shallowRef<PlainError | null>(null)
  let asked = 0
  watch(
    profile,
    async ({ id }, before) => {
      const asking = ++asked
      if (id !== before?.id) report.value = null
      error.value = null
      try {
        const answer = await call('dataset.health', { id })
        if (asking === asked) report.value = answer
      } catch (thrown) {
        if (asking !== asked) return
        report.value = null
        error.value = toPlainError(thrown)
      }
    },
    // After the page is drawn, so that the grid's rows are asked for first.
    { immediate: true, flush: 'post' },
  )
  return { report, error }
}
