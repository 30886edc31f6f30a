import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { toPlainError } from '../../../engine/errors'
import type { BacktestSettings } from '../../../engine/forecast/backtest-result'
import type { DatasetId, JobId } from '../../../engine/jobs/protocol'
import { processorExecutor } from '../../../engine/network/network'
import { call } from '../api'
import {
  isBacktestOver,
  reduceBacktest,
  startingBacktest,
  type BacktestMessage,
  type BacktestState,
} from './backtest-state'
import { followJobs } from './followed-jobs'
import type { FinishedRun } from './jobs'

/** The hindcasts of one run's network. */
export interface Backtest {
  readonly run: FinishedRun
  readonly settings: BacktestSettings
  /** Null until the main process has taken the job. */
  readonly jobId: JobId | null
  readonly state: BacktestState
}

/** The newest backtest of each run; one is at work at a time. */
export const useBacktests = defineStore('backtests', () => {
  const byRun = shallowRef<ReadonlyMap<number, Backtest>>(new Map())
  const settings = shallowRef<BacktestSettings>({
    ...{ folds: null, mode: 'refit', slide: null, preset: null },
  })
  const active = shallowRef<number | null>(null)
  const live = computed(() => (active.value === null ? null : byRun.value.get(active.value)))
  const busy = computed(() => Boolean(live.value && !isBacktestOver(live.value.state)))
  const jobs = followJobs()
  let cancelWhenTaken = false

  function put(backtest: Backtest): void {
    byRun.value = new Map(byRun.value).set(backtest.run.number, backtest)
  }

  function apply(number: number, event: BacktestMessage): void {
    const backtest = byRun.value.get(number)
    if (!backtest) return
    put({ ...backtest, state: reduceBacktest(backtest.state, event) })
  }

  /** Backtests a run's network on the data that it was trained on. One at a time. */
  async function start(datasetId: DatasetId, run: FinishedRun): Promise<void> {
    if (busy.value) return
    cancelWhenTaken = false
    active.value = run.number
    put({ run, settings: settings.value, jobId: null, state: startingBacktest })
    const executor = processorExecutor(run.executor)
    const { spec } = run
    const order = { kind: 'backtest', spec, executor, ...settings.value } as const
    const jobId = await jobs.start(datasetId, order, (event) => apply(run.number, event))
    const taken = byRun.value.get(run.number)
    if (!taken || jobId === null) return
    put({ ...taken, jobId })
    if (cancelWhenTaken) await cancel()
  }

  /** Asks the backtest at work to end; the folds that it finished stay. */
  async function cancel(): Promise<void> {
    const backtest = live.value
    if (!backtest || !busy.value) return
    const { number } = backtest.run
    apply(number, { kind: 'cancel-asked' })
    if (backtest.jobId === null) {
      cancelWhenTaken = true
      return
    }
    try {
      await call('job.cancel', { jobId: backtest.jobId })
    } catch (thrown) {
      const error = toPlainError(thrown)
      const gone = error.code === 'job-unknown'
      apply(number, gone ? { kind: 'failed', error } : { kind: 'cancel-refused' })
    }
  }

  function choose(changes: Partial<BacktestSettings>): void {
    settings.value = { ...settings.value, ...changes }
  }

  return { byRun, settings, live, busy, start, cancel, choose }
})
