import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AutoForecast } from '../../../engine/forecast/run-auto'
import { useAutos } from '../../../renderer/src/stores/autos'
import { finishedRun } from '../finished-run'
import { mainThat } from '../main-process'

const auto: AutoForecast = {
  target: 'x',
  frequency: { kind: 'daily', multiple: 1 },
  preset: 'fast',
  reasons: ['Few series.'],
  seconds: 1,
  forecast: [],
}
const run = finishedRun()
const stateOf = (autos: ReturnType<typeof useAutos>) => autos.byRun.get(run.number)?.state

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => vi.unstubAllGlobals())

describe('an automatic forecast', () => {
  it('belongs to its run, and its progress never goes back', async () => {
    const main = mainThat(() => ({ jobId: 'a' }))
    const autos = useAutos()
    await autos.start('d', run)
    for (const done of [0.4, 0.3]) main.tell('a', { kind: 'progress', done })
    expect(stateOf(autos)).toEqual({ status: 'running', done: 0.4 })
    expect(autos.busy).toBe(true)
    main.tell('a', { kind: 'done', result: { kind: 'auto', auto } })
    expect(stateOf(autos)).toEqual({ status: 'done', auto })
    expect(autos.busy).toBe(false)
  })

  it('is one at a time', async () => {
    const main = mainThat(() => ({ jobId: 'a' }))
    const autos = useAutos()
    await autos.start('d', run)
    await autos.start('d', finishedRun(2))
    expect(main.calls).toEqual(['job.start'])
  })

  it('is cancelled as soon as main has taken it, also when that was asked before', async () => {
    const main = mainThat(() => ({ jobId: 'a' }))
    const autos = useAutos()
    const starting = autos.start('d', run)
    await autos.cancel(run.number)
    await starting
    expect(main.calls).toEqual(['job.start', 'job.cancel'])
    main.tell('a', { kind: 'cancelled' })
    expect(stateOf(autos)).toEqual({ status: 'cancelled' })
  })
})
