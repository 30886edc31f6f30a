import type { JobOrder } from '../../../electron/contract'
import { toPlainError } from '../../../engine/errors'
import type { DatasetId, JobEvent, JobId } from '../../../engine/jobs/protocol'
import { call, onJobEvent } from '../api'

type Tell = (event: JobEvent) => void

export interface FollowedJobs {
  /**
   * Starts a job and tells its events in their order, from the first on; a fault that prevents the start is
   * told as `failed`. Null then.
   */
  start(datasetId: DatasetId, order: JobOrder, tell: Tell): Promise<JobId | null>
}

/** Jobs of this window whose events go to whoever started them, also those that overtake the job's name. */
export function followJobs(): FollowedJobs {
  const listeners = new Map<JobId, Tell>()
  const early = new Map<JobId, JobEvent[]>()
  let starting = 0

  onJobEvent(({ jobId, event }) => {
    const tell = listeners.get(jobId)
    if (tell) tell(event)
    else if (starting > 0) early.set(jobId, [...(early.get(jobId) ?? []), event])
    if (event.kind === 'done' || event.kind === 'failed' || event.kind === 'cancelled') {
      listeners.delete(jobId)
    }
  })

  return {
    async start(datasetId, order, tell) {
      starting += 1
      try {
        const { jobId } = await call('job.start', { datasetId, order })
        listeners.set(jobId, tell)
        for (const event of early.get(jobId) ?? []) tell(event)
        return jobId
      } catch (thrown) {
        tell({ kind: 'failed', error: toPlainError(thrown) })
        return null
      } finally {
        starting -= 1
        if (starting === 0) early.clear()
      }
    },
  }
}
