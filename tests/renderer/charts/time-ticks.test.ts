import { expect, it } from 'vitest'
import { stepAtOrAfter, timeTicks } from '../../../renderer/src/charts/time-ticks'
import { daily, days, monthly } from './fixtures'

it('marks half years over four years of days', () => {
  const grid = { frequency: daily, times: days('2012-01-01', 1461) }
  const texts = timeTicks(grid, 0, 1460, 10).map((tick) => tick.text)
  expect(texts).toEqual(['2012', 'Jul', '2013', 'Jul', '2014', 'Jul', '2015', 'Jul'])
})

it('marks Mondays over two months of days', () => {
  const grid = { frequency: daily, times: days('2015-11-02', 74) }
  const ticks = timeTicks(grid, 0, 73, 11)
  expect(ticks[0]).toEqual({ step: 0, text: '2 Nov' })
  for (const { step } of ticks) expect(new Date(grid.times[step]).getUTCDay()).toBe(1)
})

it('never gives more than it was asked for, plus the one at the start', () => {
  const grid = { frequency: daily, times: days('2012-01-01', 1461) }
  for (const most of [1, 2, 5, 20, 60]) {
    for (const to of [3, 40, 400, 1460]) {
      expect(timeTicks(grid, 0, to, most).length).toBeLessThanOrEqual(most + 1)
    }
  }
})

it('names the date of the step itself where steps skip the boundary', () => {
  // Sundays from 4 January 2015: the Monday boundary falls to the next Sunday.
  const sundays = days('2015-01-04', 60).filter((_, i) => i % 7 === 0)
  const ticks = timeTicks({ frequency: { kind: 'weekly', multiple: 1 }, times: sundays }, 0, 8, 9)
  expect(ticks.map((tick) => tick.text).slice(0, 3)).toEqual(['11 Jan', '18 Jan', '25 Jan'])
})

it('marks years of months and round numbers of an index', () => {
  const times = Float64Array.from({ length: 36 }, (_, i) => Date.UTC(1949, i, 1))
  const years = timeTicks({ frequency: monthly, times }, 0, 35, 4)
  expect(years.map((tick) => tick.text)).toEqual(['1949', '1950', '1951'])
  const index = { frequency: { kind: 'index', multiple: 1 } as const, times: [0, 1, 2, 3, 4, 5, 6] }
  expect(timeTicks(index, 0, 6, 4).map((tick) => tick.text)).toEqual(['0', '2', '4', '6'])
})

it('finds the first step at or after a moment', () => {
  expect([0, 5, 6, 99].map((moment) => stepAtOrAfter([1, 5, 9], moment))).toEqual([0, 1, 2, 3])
})
