import type { Page } from '@playwright/test'
import type { JobEvent } from '../../../engine/jobs/protocol'
import type { JobOrder } from '../../../electron/contract'

/** A job that the page has started, and what it has told so far. */
export interface StartedJob {
  readonly jobId: string
  events(): Promise<readonly JobEvent[]>
  /** Waits for an event of a kind, by default the last, and gives all events up to then. */
  until(...kinds: readonly JobEvent['kind'][]): Promise<readonly JobEvent[]>
  /** Waits for so many events of a kind. Throws if the job ends before. */
  untilCount(kind: JobEvent['kind'], count: number): Promise<void>
  cancel(): Promise<void>
}

/** What the page keeps: the events of each job, and who waits for the next one. */
interface Told {
  readonly events: Record<string, JobEvent[] | undefined>
  waiting: (() => void)[]
}

const lastKinds: readonly JobEvent['kind'][] = ['done', 'failed', 'cancelled']

/** Opens a file by the page's own calls and starts a job on it. */
export async function startJob(page: Page, path: string, order: JobOrder): Promise<StartedJob> {
  await page.evaluate(listen)
  const jobId = await page.evaluate(
    async ([file, given]) => {
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
    page.evaluate((id) => (window as unknown as { told: Told }).told.events[id] ?? [], jobId)

  /** By the events themselves: frames, which Playwright would look at, wait for a graphics processor at work. */
  const wait = (kinds: readonly JobEvent['kind'][], count: number): Promise<void> =>
    page.evaluate(
      async ([id, wanted, times, last]) => {
        const { told } = window as unknown as { told: Told }
        for (;;) {
          const so = told.events[id] ?? []
          if (so.filter(({ kind }) => wanted.includes(kind)).length >= times) return
          const end = so.find(({ kind }) => last.includes(kind))
          if (end !== undefined) {
            throw new Error(`no ${wanted.join(' or ')} any more: ${JSON.stringify(end)}`)
          }
          await new Promise<void>((resolve) => told.waiting.push(resolve))
        }
      },
      [jobId, kinds, count, lastKinds] as const,
    )
  return {
    jobId,
    events,
    async until(...kinds) {
      await wait(kinds.length === 0 ? lastKinds : kinds, 1)
      return events()
    },
    untilCount: (kind, count) => wait([kind], count),
    async cancel() {
      await page.evaluate((id) => window.hindcast.call('job.cancel', { jobId: id }), jobId)
    },
  }
}

/** In the page: keeps the events of all jobs from the first one on. */
function listen(): void {
  if ('told' in window) return
  const told: Told = { events: {}, waiting: [] }
  Object.assign(window, { told })
  window.hindcast.on('job.event', ({ jobId, event }) => {
    ;(told.events[jobId] ??= []).push(event)
    for (const resolve of told.waiting.splice(0)) resolve()
  })
}
