import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../../engine/errors'
import { useBacktests } from '../../../renderer/src/stores/backtests'
import { part, plan } from '../backtest'
import { finishedRun } from '../finished-run'
import { mainThat } from '../main-process'

const run = finishedRun()

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => vi.unstubAllGlobals())

describe('backtests', () => {
  it('keep the folds that were whole when one is cancelled', async () => {
    const main = mainThat(() => ({ jobId: 'a' }))
    const backtests = useBacktests()
    await backtests.start('d', run)
    main.tell('a', { kind: 'planned', plan })
    plan.methods.forEach(({ method }, i) => {
      const fold = { kind: 'fold', tasks: 12, secondsLeft: null } as const
      main.tell('a', { ...fold, result: part(method, 0, i), done: i + 1 })
    })
    await backtests.cancel()
    main.tell('a', { kind: 'cancelled' })
    expect(main.calls).toEqual(['job.start', 'job.cancel'])
    expect(backtests.busy).toBe(false)
    expect(backtests.byRun.get(1)?.state.result?.folds).toEqual([0])
  })

  it('hold the newest of each run, with the settings it had', async () => {
    const main = mainThat(() => ({ jobId: 'a' }))
    const backtests = useBacktests()
    backtests.choose({ folds: 3 })
    await backtests.start('d', run)
    backtests.choose({ folds: 5 })
    await backtests.start('d', finishedRun(2))
    expect([...backtests.byRun.keys()]).toEqual([1])
    main.tell('a', { kind: 'cancelled' })
    await backtests.start('d', finishedRun(2))
    expect([...backtests.byRun.values()].map(({ settings }) => settings.folds)).toEqual([3, 5])
  })

  it('go on when main refuses to cancel, and fail when the job is gone', async () => {
    const refusals = ['internal', 'job-unknown'] as const
    let asked = 0
    mainThat(
      () => ({ jobId: 'a' }),
      () => {
        throw new EngineError(refusals[asked++], 'No.')
      },
    )
    const backtests = useBacktests()
    await backtests.start('d', run)
    await backtests.cancel()
    expect(backtests.live?.state.status).toBe('running')
    await backtests.cancel()
    expect(backtests.live?.state).toMatchObject({
      status: 'failed',
      error: { code: 'job-unknown' },
    })
  })
})
