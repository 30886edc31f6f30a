import { computed, type ComputedRef } from 'vue'
import { useAutos } from './autos'
import { useBacktests } from './backtests'
import { useChecks } from './checks'
import { useJobs } from './jobs'

export type QueuedWork = 'run' | 'backtest' | 'auto' | 'check'

/** What else is at work, as the end of a sentence; jobs run one after the other, since one has all cores. */
export function useQueue(own: QueuedWork): ComputedRef<string | null> {
  const jobs = useJobs()
  const backtests = useBacktests()
  const autos = useAutos()
  const checks = useChecks()
  return computed(() => {
    const all: readonly (readonly [QueuedWork, boolean, string])[] = [
      ['run', jobs.busy, 'the training'],
      ['backtest', backtests.busy, 'the backtest'],
      ['auto', autos.busy, 'the automatic forecast'],
      ['check', checks.busy, 'the check'],
    ]
    return all.find(([kind, busy]) => busy && kind !== own)?.[2] ?? null
  })
}
