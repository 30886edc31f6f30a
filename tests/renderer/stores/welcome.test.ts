import { describe, expect, it } from 'vitest'
import { openedText } from '../../../renderer/src/stores/welcome'

const hour = 3_600_000

describe('openedText', () => {
  const now = Date.UTC(2024, 10, 14, 16, 30)

  it('names the time for today, then the day, then the date', () => {
    expect(openedText(Date.UTC(2024, 10, 14, 14, 2), now, 0)).toBe('Today 14:02')
    expect(openedText(Date.UTC(2024, 10, 13, 23, 59), now, 0)).toBe('Yesterday')
    expect(openedText(Date.UTC(2024, 10, 12, 1), now, 0)).toBe('12 Nov')
    expect(openedText(Date.UTC(2023, 10, 12, 1), now, 0)).toBe('12 Nov 2023')
  })

  it('counts days in the local zone, not in UTC', () => {
    const lateEvening = Date.UTC(2024, 10, 13, 23, 30)
    expect(openedText(lateEvening, now, hour)).toBe('Today 00:30')
    expect(openedText(lateEvening, now, -hour)).toBe('Yesterday')
  })
})
