import { describe, expect, it } from 'vitest'
import {
  foldDifferences,
  horizonLines,
  leagueRows,
  outsideByFold,
  trustOf,
} from '../../../../renderer/src/views/evaluate/backtest-view'
import { placeDots } from '../../../../renderer/src/views/evaluate/fold-dots'
import { nextSteps } from '../../../../renderer/src/views/evaluate/next-steps'
import { passportRows, passportText } from '../../../../renderer/src/views/evaluate/passport-rows'
import { errorBars } from '../../../../renderer/src/views/evaluate/residual-groups'
import { stripText, verdictText } from '../../../../renderer/src/views/evaluate/verdict-text'
import { resultOf } from '../../backtest'

/** The network is off by a half, one and a half, …; the last value always by one. */
const mixed = resultOf([
  [0.5, 1.5, 0.5, 0.5],
  [1, 1, 1, 1],
  [2, 2, 2, 2],
])
const better = resultOf([
  [0.1, 0.12, 0.1, 0.11],
  [1, 1.1, 1, 1.2],
  [2, 2, 2, 2],
])
const worse = resultOf([
  [3, 3.2, 3, 3.2],
  [1, 1.1, 1, 1.2],
  [2, 2, 2, 2],
])

describe('the verdict', () => {
  it('says in one sentence what the folds say, and its numbers below', () => {
    expect(verdictText(mixed)).toMatchObject({
      tone: 'warn',
      headline: 'No evidence that this network beats the last value.',
    })
    // Errors 0.75 and 1 on a scale of 2.
    expect(verdictText(mixed).details).toMatch(
      /^MASE 0\.375 against 0\.500, p = 0\.\d\d over 4 folds\./,
    )
    expect(verdictText(better)).toMatchObject({
      tone: 'ok',
      headline: 'Beats the best baseline, the last value, by 90 %.',
    })
    expect(verdictText(worse)).toMatchObject({
      tone: 'danger',
      headline: 'Worse than the last value by 188 %. Use the last value.',
    })
  })
  it('names a bias that is a large part of the error', () => {
    expect(verdictText(worse).details).toContain('It forecast 3.10 too high on average.')
  })
  it('is repeated above the forecast, with what became of the bands', () => {
    expect(stripText(worse)).toEqual({
      bold: 'Worse than the last value by 188 %. Use the last value.',
      rest: 'Its bands of 80 and 95 % held 0 % and 0 % of what came in 4 hindcasts.',
    })
  })
})

describe('the league table', () => {
  it('ranks by MASE and tests the network against each row', () => {
    const rows = leagueRows(mixed)
    expect(rows.map(({ rank, label, mase }) => [rank, label, mase])).toEqual([
      [1, 'GRU 5', 0.375],
      [2, 'Last value', 0.5],
      [3, 'Drift', 1],
    ])
    expect(rows[0].p).toBeNull()
    expect(rows[2].p).toBeLessThan(0.05)
  })
})

describe('fold by fold', () => {
  it('is the baseline’s error less the network’s, with limits of the mean', () => {
    const { values, mean, limits } = foldDifferences(mixed)
    expect(values).toEqual([0.5, -0.5, 0.5, 0.5])
    expect(mean).toBe(0.25)
    // Standard error 0.25, t of 3 degrees of freedom 3.182.
    expect(limits?.[0]).toBeCloseTo(0.25 - 3.182446 * 0.25, 5)
  })
  it('is drawn inside the picture, dots of like value one above the other', () => {
    const picture = placeDots(foldDifferences(mixed), { width: 200, base: 40, radius: 2.5 })
    expect(picture.zero).toBe(100)
    expect(picture.dots.map(({ y }) => y)).toEqual([40, 40, 34, 28])
    const places = [...picture.dots.map(({ x }) => x), ...(picture.limits ?? [])]
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...places)).toBeLessThanOrEqual(200)
  })
})

describe('the coverage passport', () => {
  it('puts promise and limits on one axis', () => {
    const { passport } = better.methods[0]
    const { rows, reach } = passportRows(passport)
    expect(rows.map(({ level, held }) => [level, held])).toEqual([
      ['80 %', '100.0 %'],
      ['95 %', '100.0 %'],
    ])
    for (const { from, to, at } of rows) {
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(1)
      expect(at).toBeGreaterThan(0.5)
    }
    // 20 points above 80 % on an axis of `reach` points to either side.
    expect(rows[0].at).toBeCloseTo(0.5 + 20 / (2 * reach), 10)
    expect(passportText(passport)).toContain('All bands keep their promise.')
    expect(passportText(worse.methods[2].passport)).toContain(
      'The bands of 80 and 95 % are too narrow.',
    )
  })
  it('counts the steps outside a band in each fold', () => {
    const { counts, expected } = outsideByFold(mixed, 0.8)
    expect(counts).toEqual([0, 2, 0, 0])
    expect(expected).toBeCloseTo(0.4, 10)
  })
})

it('draws error by step ahead of the network, the best baseline and the rules', () => {
  const lines = horizonLines(mixed)
  expect(lines.map(({ name, role }) => [name, role])).toEqual([
    ['GRU 5', 'network'],
    ['Last value', 'best'],
  ])
  expect(lines[0].errors).toEqual([0.75, 0.75])
})

describe('what to try', () => {
  it('leads only to what the app can do', () => {
    expect(nextSteps(mixed).map(({ action }) => action)).toEqual(['add-blend', 'more-folds'])
    expect(nextSteps(worse).map(({ action }) => action)).toContain('model')
  })
  it('offers a copycat the returns first', () => {
    const own = trustOf(mixed)
    const suggestion = { target: 'returns', reason: 'There repeating scores nothing.' } as const
    const copycat = { ...own.copycat, copies: true, suggestion }
    const copied = { ...mixed, trust: new Map([['network', { ...own, copycat }]]) }
    expect(nextSteps(copied)[0]).toMatchObject({ action: 'returns', place: 'Train' })
  })
})

it('errors by month and weekday are shares of the longest', () => {
  const group = (name: number, meanAbsolute: number) => ({
    group: name,
    count: 3,
    mean: 0,
    meanAbsolute,
  })
  expect(errorBars([group(1, 2), group(12, 4)], 'month')).toEqual([
    { name: 'Jan', value: 2, share: 0.5 },
    { name: 'Dec', value: 4, share: 1 },
  ])
  expect(errorBars([group(0, 0), group(6, 0)], 'weekday').map(({ name }) => name)).toEqual([
    'Mon',
    'Sun',
  ])
})
