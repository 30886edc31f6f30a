import { expect, it } from 'vitest'
import {
  frequencyText,
  rowTimeText,
  stepsText,
  timeText,
} from '../../../renderer/src/charts/date-text'
import { daily, monthly } from './fixtures'

const moment = Date.UTC(2016, 0, 1, 14, 5)

it('writes a time as precisely as its frequency', () => {
  expect(timeText(moment, daily)).toBe('1 Jan 2016')
  expect(timeText(moment, monthly)).toBe('Jan 2016')
  expect(timeText(moment, { kind: 'quarterly', multiple: 1 })).toBe('Q1 2016')
  expect(timeText(moment, { kind: 'hourly', multiple: 1 })).toBe('1 Jan 2016 14:05')
  expect(timeText(42, { kind: 'index', multiple: 1 })).toBe('42')
})

it('names the weekday in rows of dated steps', () => {
  // 1 January 2016 was a Friday.
  expect(rowTimeText(moment, daily)).toBe('Fri 1 Jan')
  expect(rowTimeText(moment, monthly)).toBe('Jan 2016')
})

it('counts steps in their unit, and in steps where one is several units', () => {
  expect(stepsText(1, daily)).toBe('1 day')
  expect(stepsText(1461, daily)).toBe('1,461 days')
  expect(stepsText(6, { kind: 'minutely', multiple: 10 })).toBe('6 steps')
  expect(frequencyText({ kind: 'minutely', multiple: 10 })).toBe('Every 10 minutes')
})
