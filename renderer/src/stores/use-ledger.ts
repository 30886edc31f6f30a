import { computed, type ComputedRef } from 'vue'
import { trialLine } from '../../../engine/jobs/trial-text'
import { stepsText, timeText } from '../charts/date-text'
import { useAutos } from './autos'
import { useBacktests } from './backtests'
import { rightText } from './class-goal'
import { useDataset } from './dataset'
import { useJobs } from './jobs'
import { startingJob } from './job-state'
import {
  backendText,
  backtestText,
  ledgerOf,
  runningText,
  trainsOn,
  type LedgerEntry,
} from './ledger'
import { useModel } from './model'
import { changedSince } from './run-staleness'
import { useWelcome } from './welcome'

/** The frame's own words: the rail's entries and the two notes of the status bar. */
export function useLedger(): {
  readonly entries: ComputedRef<readonly LedgerEntry[]>
  /** What computes. */
  readonly machine: ComputedRef<string>
  /** What runs now; null when nothing does. */
  readonly activity: ComputedRef<string | null>
} {
  const dataset = useDataset()
  const model = useModel()
  const jobs = useJobs()
  const backtests = useBacktests()
  const autos = useAutos()
  const welcome = useWelcome()

  // Compares whole series, so it stands apart from what changes with each event of a job.
  const stale = computed(() => {
    const { shown } = jobs
    const now = { series: dataset.series, spec: model.spec, goal: model.goal }
    return shown !== null && changedSince(shown, now) !== null
  })
  const forecast = computed(() => {
    const { shown } = jobs
    if (!shown) return null
    const result = shown.goal === null ? shown.result : shown.classes
    const last = result.forecast.at(-1)
    const until = last ? ` to ${timeText(last.time, result.frequency)}` : ''
    return { text: `${stepsText(result.horizon, result.frequency)}${until}`, stale: stale.value }
  })

  const backtest = computed(() =>
    jobs.finished ? (backtests.byRun.get(jobs.finished.number) ?? null) : null,
  )

  const entries = computed(() =>
    ledgerOf({
      profile: dataset.profile,
      model: { name: model.name, faulty: model.fault !== null },
      run: jobs.live?.state ?? null,
      backtest: backtest.value?.state ?? null,
      classes: jobs.ofClasses && rightText(jobs.ofClasses.classes),
      forecast: forecast.value,
    }),
  )
  const machine = computed(() => {
    const { trial, backend } = jobs.live?.state ?? startingJob
    if (trial && (backend === null || trainsOn(backend, trial.choice.executor))) {
      return trialLine(trial)
    }
    const cores = welcome.info?.cores
    const size = cores === undefined ? null : `${cores} ${cores === 1 ? 'core' : 'cores'}`
    return [backend && backendText(backend), size].filter(Boolean).join(' · ')
  })
  const activity = computed(() => {
    if (jobs.live && jobs.busy) {
      return `Training run ${jobs.live.number} · ${runningText(jobs.live.state).toLowerCase()}`
    }
    const { live } = backtests
    if (live && backtests.busy) {
      return `Backtest of run ${live.run.number} · ${backtestText(live.state).toLowerCase()}`
    }
    return autos.busy ? `Automatic forecast · ${Math.floor(100 * autos.done)} %` : null
  })

  return { entries, machine, activity }
}
