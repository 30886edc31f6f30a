import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Series } from '../../../engine/data/series'
import { toPlainError } from '../../../engine/errors'
import type { ClassResult } from '../../../engine/forecast/class-forecast'
import type { ForecastResult } from '../../../engine/forecast/forecast-result'
import type { DatasetId, JobEvent, JobId } from '../../../engine/jobs/protocol'
import {
  processorExecutor,
  type Executor,
  type ExecutorChoice,
} from '../../../engine/network/network'
import { shortName } from '../../../engine/spec/describe-spec'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import type { JobOrder } from '../../../electron/contract'
import { call, onJobEvent } from '../api'
import type { ClassGoal } from './class-goal'
import { isOver, reduceJob, startingJob, type JobState, type RunEvent } from './job-state'

/** One training: what it was asked to do, on which data, and how it goes. */
export interface Run {
  /** 1-based, in the order of this session. */
  readonly number: number
  /** Null until the main process has taken the job. */
  readonly jobId: JobId | null
  readonly datasetName: string
  readonly series: Series
  readonly spec: ModelSpec
  readonly executor: ExecutorChoice
  /** Classes that it forecasts; null for values. */
  readonly goal: ClassGoal | null
  /** Such as `GRU 32`. */
  readonly model: string
  readonly state: JobState
}

/** A run that ended with a forecast of values. */
export interface FinishedRun extends Run {
  readonly goal: null
  readonly jobId: JobId
  readonly result: ForecastResult
}

/** A run that ended with a forecast of classes. */
export interface ClassRun extends Run {
  readonly goal: ClassGoal
  readonly classes: ClassResult
}

export type EndedRun = FinishedRun | ClassRun

export interface RunOrder {
  readonly datasetId: DatasetId
  readonly datasetName: string
  readonly series: Series
  readonly spec: ModelSpec
  readonly executor: ExecutorChoice
  readonly goal: ClassGoal | null
}

/** What a run was begun with: what its trial chose, where it was left open. */
export function executorOf({ executor, state }: Pick<Run, 'executor' | 'state'>): Executor {
  return executor === 'auto' ? (state.trial?.choice.executor ?? 'fused') : executor
}

/** The newest run, and all that ended with a forecast; one of those is looked at. */
export const useJobs = defineStore('jobs', () => {
  const live = shallowRef<Run | null>(null)
  /** In the order of their numbers. */
  const runs = shallowRef<readonly EndedRun[]>([])
  const chosen = ref<number | null>(null)
  /** The run whose results are shown, of values or of classes. */
  const shown = computed(
    () => runs.value.find(({ number }) => number === chosen.value) ?? runs.value.at(-1) ?? null,
  )
  const finished = computed(() => (shown.value?.goal === null ? shown.value : null))
  const ofClasses = computed(() => (shown.value?.goal ? shown.value : null))
  const busy = computed(() => live.value !== null && !isOver(live.value.state))
  /** Events that overtook the answer which names their job. */
  const early = new Map<JobId, JobEvent[]>()
  let count = 0
  let cancelWhenTaken = false

  function apply(event: RunEvent): void {
    const run = live.value
    if (!run) return
    const state = reduceJob(run.state, event)
    live.value = { ...run, state }
    const ended = event.kind === 'done' ? endedRun({ ...run, state }) : null
    if (ended === null) return
    runs.value = [...runs.value, ended]
    chosen.value = run.number
  }

  onJobEvent(({ jobId, event }) => {
    if (live.value?.jobId === jobId) apply(event)
    else if (live.value?.jobId === null) {
      early.set(jobId, [...(early.get(jobId) ?? []), event])
    }
  })

  /** Starts a run; a fault that prevents the start is the run's own failure. One run at a time. */
  async function start({ datasetId, ...order }: RunOrder): Promise<void> {
    if (busy.value) return
    count += 1
    cancelWhenTaken = false
    early.clear()
    const model = shortName(order.spec)
    live.value = { number: count, jobId: null, ...order, model, state: startingJob }
    try {
      const { jobId } = await call('job.start', { datasetId, order: jobOrder(order) })
      live.value = { ...live.value, jobId }
      for (const event of early.get(jobId) ?? []) apply(event)
      early.clear()
      if (cancelWhenTaken) await cancel()
    } catch (thrown) {
      apply({ kind: 'failed', error: toPlainError(thrown) })
    }
  }

  /** Asks the running job to end; it is over when its `cancelled` event arrives. */
  async function cancel(): Promise<void> {
    if (!live.value || !busy.value) return
    apply({ kind: 'cancel-asked' })
    const { jobId } = live.value
    if (jobId === null) {
      cancelWhenTaken = true
      return
    }
    try {
      await call('job.cancel', { jobId })
    } catch (thrown) {
      const error = toPlainError(thrown)
      apply(error.code === 'job-unknown' ? { kind: 'failed', error } : { kind: 'cancel-refused' })
    }
  }

  /** Shows the results of a run that has ended with a forecast. */
  function choose(number: number): void {
    chosen.value = number
  }

  return { live, runs, shown, finished, ofClasses, busy, start, cancel, choose }
})

/** Classes are learned on the processor. */
function jobOrder({ spec, executor, goal }: Omit<RunOrder, 'datasetId'>): JobOrder {
  if (goal === null) return { kind: 'forecast', spec, executor }
  const { column } = goal
  return { kind: 'classes', spec, executor: processorExecutor(executor), column }
}

/** The run with what it made; null when it made nothing. */
function endedRun(run: Run): EndedRun | null {
  const { goal, jobId } = run
  const { result, classes } = run.state
  if (goal !== null) return classes && { ...run, goal, classes }
  return result && jobId !== null ? { ...run, goal, jobId, result } : null
}
