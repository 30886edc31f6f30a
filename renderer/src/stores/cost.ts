import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { toPlainError, type PlainError } from '../../../engine/errors'
import type { CostEstimate } from '../../../engine/forecast/estimate-cost'
import type { DatasetId, JobEvent, JobId } from '../../../engine/jobs/protocol'
import type { ProcessorExecutor } from '../../../engine/network/network'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import { call } from '../api'
import { followJobs } from './followed-jobs'

/** A model on its data; two with one key cost the same. */
export interface CostOrder {
  readonly key: string
  readonly datasetId: DatasetId
  readonly spec: ModelSpec
  readonly executor: ProcessorExecutor
}

/** What a training would take, by a job of a few real steps; the last one measured is kept. */
export const useCost = defineStore('cost', () => {
  const measured = shallowRef<{ readonly key: string; readonly estimate: CostEstimate } | null>(
    null,
  )
  const measuring = ref(false)
  const fault = shallowRef<PlainError | null>(null)
  const jobs = followJobs()
  /** Counts orders: what an older one still tells is dropped. */
  let newest = 0
  let running: JobId | null = null

  async function end(jobId: JobId): Promise<void> {
    try {
      await call('job.cancel', { jobId })
    } catch (thrown) {
      fault.value = toPlainError(thrown)
    }
  }

  /** Ends the measurement at work, if there is one. */
  function stop(): void {
    newest += 1
    measuring.value = false
    if (running !== null) void end(running)
    running = null
  }

  async function measure({ key, datasetId, ...model }: CostOrder): Promise<void> {
    stop()
    const own = newest
    measuring.value = true
    fault.value = null
    const tell = (event: JobEvent): void => {
      if (own !== newest) return
      if (event.kind === 'done' && event.result.kind === 'estimate') {
        measured.value = { key, estimate: event.result.estimate }
      } else if (event.kind === 'failed') fault.value = event.error
      if (event.kind === 'done' || event.kind === 'failed') {
        measuring.value = false
        running = null
      }
    }
    const jobId = await jobs.start(datasetId, { kind: 'estimate', ...model }, tell)
    if (jobId === null) return
    if (own !== newest) await end(jobId)
    else if (measuring.value) running = jobId
  }

  return { measured, measuring, fault, measure, stop }
})
