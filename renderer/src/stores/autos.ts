import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { toPlainError, type PlainError } from '../../../engine/errors'
import type { AutoForecast } from '../../../engine/forecast/run-auto'
import type { DatasetId, JobEvent, JobId } from '../../../engine/jobs/protocol'
import { call } from '../api'
import { followJobs } from './followed-jobs'
import type { FinishedRun } from './jobs'

export type Preset = AutoForecast['preset']

/** How the automatic forecast of a run's data and horizon stands. */
export type AutoState =
  | { readonly status: 'running'; readonly done: number }
  | { readonly status: 'done'; readonly auto: AutoForecast }
  | { readonly status: 'failed'; readonly error: PlainError }
  | { readonly status: 'cancelled' }

export interface Auto {
  /** Null until the main process has taken the job. */
  readonly jobId: JobId | null
  readonly state: AutoState
}

/** The state after an event; the same one when the event says nothing of it. */
export function reduceAuto(state: AutoState, event: JobEvent): AutoState {
  if (state.status !== 'running') return state
  switch (event.kind) {
    case 'progress':
      return { ...state, done: Math.max(state.done, event.done) }
    case 'done':
      return event.result.kind === 'auto' ? { status: 'done', auto: event.result.auto } : state
    case 'failed':
      return { status: 'failed', error: event.error }
    case 'cancelled':
      return { status: 'cancelled' }
    default:
      return state
  }
}

/** Automatic forecasts, the newest for each run. */
export const useAutos = defineStore('autos', () => {
  const byRun = shallowRef<ReadonlyMap<number, Auto>>(new Map())
  const preset = shallowRef<Preset>('fast')
  const running = computed(() =>
    [...byRun.value.values()].flatMap(({ state }) => (state.status === 'running' ? [state] : [])),
  )
  const busy = computed(() => running.value.length > 0)
  /** Share of the one at work that is done, 0 to 1; 0 without one. */
  const done = computed(() => running.value.at(0)?.done ?? 0)
  const jobs = followJobs()
  /** Runs whose forecast is to end as soon as main has taken it. */
  const unwanted = new Set<number>()

  function change(run: number, changes: Partial<Auto>): void {
    const known = byRun.value.get(run) ?? { jobId: null, state: { status: 'running', done: 0 } }
    byRun.value = new Map(byRun.value).set(run, { ...known, ...changes })
  }

  /** Forecasts the run's data as far as the run did. */
  async function start(datasetId: DatasetId, { number, spec }: FinishedRun): Promise<void> {
    if (busy.value) return
    unwanted.delete(number)
    change(number, { jobId: null, state: { status: 'running', done: 0 } })
    const { horizon, seed, bounds } = spec
    const effort = preset.value
    const order = {
      ...({ kind: 'auto', executor: 'fused', preset: effort } as const),
      ...{ horizon, seed, bounds },
    }
    const jobId = await jobs.start(datasetId, order, (event) => {
      const state = byRun.value.get(number)?.state
      if (state) change(number, { state: reduceAuto(state, event) })
    })
    change(number, { jobId })
    if (unwanted.has(number)) await cancel(number)
  }

  /** Asks the forecast at work for a run to end; nothing happens when none is. */
  async function cancel(run: number): Promise<void> {
    const auto = byRun.value.get(run)
    if (auto?.state.status !== 'running') return
    if (auto.jobId === null) {
      unwanted.add(run)
      return
    }
    try {
      await call('job.cancel', { jobId: auto.jobId })
    } catch (thrown) {
      change(run, { state: { status: 'failed', error: toPlainError(thrown) } })
    }
  }

  return { byRun, preset, busy, done, start, cancel }
})
