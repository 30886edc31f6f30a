import { expect, it } from 'vitest'
import {
  exploreRanges,
  firstRange,
  forecastRanges,
} from '../../../renderer/src/charts/range-choices'
import { daily, monthly } from './fixtures'

const labels = (choices: readonly { label: string }[]): string[] =>
  choices.map((each) => each.label)

it('offers years of four years of days, and all', () => {
  expect(labels(exploreRanges(daily, 1461))).toEqual(['1 y', '2 y', 'All'])
  expect(labels(exploreRanges(monthly, 741))).toEqual(['10 y', '20 y', 'All'])
  expect(labels(exploreRanges(daily, 10))).toEqual(['All'])
})

it('offers history that puts a forecast into proportion', () => {
  const choices = forecastRanges(daily, 1461, 14)
  expect(labels(choices)).toEqual(['30 d', '60 d', '1 y'])
  expect(firstRange(choices, 14).label).toBe('60 d')
  expect(labels(forecastRanges(monthly, 144, 12))).toEqual(['2 y', '5 y', '10 y'])
})

it('offers all of a short history', () => {
  expect(labels(forecastRanges(monthly, 20, 12))).toEqual(['All'])
})
