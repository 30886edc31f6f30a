import { expect, it } from 'vitest'
import { runAuto } from '../../../engine/forecast/run-auto'
import type { AutoDeps } from '../../../engine/forecast/run-auto'
import { createFused } from '../../helpers/networks'
import { readAugurs } from '../../helpers/read-augurs'
import { growingMonths, seriesOf } from '../../helpers/series'

const series = seriesOf(growingMonths(60))
const wanted = { series, horizon: 6, seed: 3, preset: 'fast' } as const

function deps(told: number[], changes: Partial<AutoDeps> = {}): AutoDeps {
  return {
    createNetwork: createFused,
    readAugurs,
    now: () => performance.now(),
    signal: { aborted: false },
    pause: () => Promise.resolve(),
    progress: (done) => told.push(done),
    ...changes,
  }
}

it('forecasts the months after the last, its bands in order, with reasons and rising progress', async () => {
  const told: number[] = []
  const { forecast, reasons, target } = await runAuto(wanted, deps(told))
  expect(target).toBe(series.name)
  expect(forecast.map(({ time }) => new Date(time).toISOString().slice(0, 7))).toEqual(
    // Sixty months from January 2000 on are known.
    [1, 2, 3, 4, 5, 6].map((month) => `2005-0${month}`),
  )
  for (const { mean, lo80, hi80, lo95, hi95 } of forecast) {
    expect([lo95, lo80, mean, hi80, hi95]).toEqual(
      [lo95, lo80, mean, hi80, hi95].toSorted((a, b) => a - b),
    )
  }
  expect(reasons.length).toBeGreaterThan(0)
  expect(told.length).toBeGreaterThan(0)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
})

it('ends when it is cancelled', async () => {
  const running = runAuto(wanted, deps([], { signal: { aborted: true } }))
  await expect(running).rejects.toMatchObject({ code: 'cancelled' })
})
