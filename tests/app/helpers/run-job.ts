import type { Page } from '@playwright/test'
import type { JobEvent } from '../../../engine/jobs/protocol'
import type { JobOrder } from '../../../electron/contract'

/** A job that the page has started, and what it has told so far. */
export interface StartedJob {
  readonly jobId: string
  events(): Promise<readonly JobEvent[]>
  /** Waits for an event of a kind, by default the last, and gives all events up to then. */
  until(...kinds: readonly JobEvent['kind'][]): Promise<readonly JobEvent[]>
  /** Waits for so many events of a kind. */
  untilCount(kind: JobEvent['kind'], count: number): Promise<void>
  cancel(): Promise<void>
}

/** Opens a file by the page's own calls and starts a job on it. */
export async function startJob(page: Page, path: string, order: JobOrder): Promise<StartedJob> {
  const jobId = await page.evaluate(
    async ([file, given]) => {
      const told: Record<string, unknown[]> = {}
      Object.assign(window, { told })
      window.hindcast.on('job.event', ({ jobId, event }) => {
        ;(told[jobId] ??= []).push(event)
      })
      const opened = await window.hindcast.call('file.open', { path: file })
      if (!opened.ok) throw new Error(opened.error.message)
      const datasetId = opened.value.profile.id
      const started = await window.hindcast.call('job.start', { datasetId, order: given })
      if (!started.ok) throw new Error(started.error.message)
      return started.value.jobId
    },
    [path, order] as const,
  )
  const events = (): Promise<readonly JobEvent[]> =>
    page.evaluate((id) => {
      const { told } = window as unknown as { told: Record<string, JobEvent[] | undefined> }
      return told[id] ?? []
    }, jobId)
  return {
    jobId,
    events,
    async until(...kinds) {
      const wanted = kinds.length === 0 ? ['done', 'failed', 'cancelled'] : [...kinds]
      await page.waitForFunction(
        ([id, names]) => {
          const { told } = window as unknown as { told: Record<string, JobEvent[] | undefined> }
          return told[id]?.some(({ kind }) => names.includes(kind))
        },
        [jobId, wanted] as const,
      )
      return events()
    },
    async untilCount(kind, count) {
      await page.waitForFunction(
        ([id, name, wanted]) => {
          const { told } = window as unknown as { told: Record<string, JobEvent[] | undefined> }
          return (told[id] ?? []).filter((event) => event.kind === name).length >= wanted
        },
        [jobId, kind, count] as const,
      )
    },
    async cancel() {
      await page.evaluate((id) => window.hindcast.call('job.cancel', { jobId: id }), jobId)
    },
  }
}
