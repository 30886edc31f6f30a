import { computed, type ComputedRef } from 'vue'
import { addStep } from '../../../../engine/data/repairs/step-list'
import type { BacktestResult } from '../../../../engine/forecast/backtest-result'
import { rowsToLearnFrom, usualFoldCount } from '../../../../engine/forecast/usual-folds'
import { useBacktests, type Backtest } from '../../stores/backtests'
import { useChecks, type CheckKind } from '../../stores/checks'
import { useDataset } from '../../stores/dataset'
import { useJobs, type FinishedRun } from '../../stores/jobs'
import { useNavigation } from '../../stores/navigation'
import { useQuickForecast } from '../../stores/quick-forecast'
import { useQueue } from '../../stores/queue'
import { changedSince } from '../../stores/run-staleness'
import { nextStepId } from '../data/finding-repairs'
import { pageTexts, type PageTexts } from './page-texts'
import { nextSteps, type NextStep } from './next-steps'

/** What the Evaluate page shows of the chosen run, and what it can do. */
export function useEvaluation(): {
  readonly run: ComputedRef<FinishedRun | null>
  readonly backtest: ComputedRef<Backtest | null>
  readonly result: ComputedRef<BacktestResult | null>
  readonly texts: ComputedRef<PageTexts>
  readonly steps: ComputedRef<readonly NextStep[]>
  readonly usualFolds: ComputedRef<number>
  /** Rows that a fold needs to learn from. */
  readonly leastWindow: ComputedRef<number>
  /** Whether a backtest can be started. */
  readonly ready: ComputedRef<boolean>
  readonly start: () => void
  readonly check: (kind: CheckKind) => void
  readonly take: (step: NextStep) => void
} {
  const dataset = useDataset()
  const jobs = useJobs()
  const backtests = useBacktests()
  const checks = useChecks()
  const navigation = useNavigation()
  const training = useQuickForecast()
  const waitsFor = useQueue('backtest')

  const run = computed(() => jobs.finished)
  const backtest = computed(() =>
    run.value ? (backtests.byRun.get(run.value.number) ?? null) : null,
  )
  const result = computed(() => backtest.value?.state.result ?? null)
  const usualFolds = computed(() =>
    run.value ? usualFoldCount(run.value.series.values.length, run.value.spec) : 1,
  )
  const leastWindow = computed(() => (run.value ? rowsToLearnFrom(run.value.spec) : 1))
  // A backtest reads the data that is open, so it must be what the run was trained on.
  const stale = computed(
    () =>
      run.value !== null &&
      changedSince(run.value, { series: dataset.series, spec: run.value.spec }) !== null,
  )
  const ready = computed(
    () =>
      run.value !== null &&
      dataset.profile !== null &&
      !stale.value &&
      !jobs.busy &&
      !backtests.busy,
  )
  const texts = computed(() =>
    pageTexts({
      run: run.value,
      backtest: backtest.value,
      stale: stale.value,
      folds: backtests.settings.folds ?? usualFolds.value,
      settings: backtests.settings,
      waitsFor: waitsFor.value,
    }),
  )
  const steps = computed(() => (result.value ? nextSteps(result.value) : []))

  function start(): void {
    if (!ready.value || !run.value || !dataset.profile) return
    void backtests.start(dataset.profile.id, run.value)
  }

  function check(kind: CheckKind): void {
    if (!ready.value || !run.value || !dataset.profile) return
    void checks.start(dataset.profile.id, run.value, kind)
  }

  /** A recorded step, so that the data show what is forecast and it can be taken back; then a run on it. */
  async function trainOnChanges(relative: boolean): Promise<void> {
    const { profile, series } = dataset
    if (!ready.value || !profile || !series) return
    const action = { kind: 'changes', relative } as const
    const id = nextStepId(profile.repairs)
    const place = { column: series.name, series: null, at: 'all' } as const
    await dataset.repair(addStep(profile.repairs, { id, ...place, enabled: true, action }))
    training.run()
  }

  function take(step: NextStep): void {
    switch (step.action) {
      case 'returns':
      case 'changes':
        void trainOnChanges(step.action === 'returns')
        break
      case 'model':
        navigation.go('model')
        break
      case 'use-blend':
        navigation.go('forecast')
        break
      case 'more-folds':
        backtests.choose({ folds: 2 * usualFolds.value })
        break
      case 'add-blend':
        backtests.choose({ preset: 'fast' })
        start()
        break
      case 'refit':
        backtests.choose({ mode: 'refit' })
        start()
        break
    }
  }

  return { run, backtest, result, texts, steps, usualFolds, leastWindow, ready, start, check, take }
}
