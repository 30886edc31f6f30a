import { describe, expect, it } from 'vitest'
import { eventDays, publicHolidays, shareOfMarkedDays } from '../../../engine/prepare/holidays'

const from = (
  kind: 'daily' | 'monthly' | 'hourly' | 'business-daily',
  year: number,
  month: number,
  day: number,
) => ({
  frequency: { kind, multiple: 1 },
  start: Date.UTC(year, month - 1, day),
})

describe('holidays', () => {
  it('are those of the country, moveable ones too', async () => {
    const days = from('daily', 2024, 1, 1)
    const marks = shareOfMarkedDays(days, 366, await publicHolidays(days, 366, 'DE'))
    const marked = [...marks].flatMap((share, i) =>
      share === 1 ? [new Date(days.start + i * 86_400_000).toISOString().slice(5, 10)] : [],
    )
    // New Year, Good Friday, Easter Monday, Labour Day, Ascension, Whit Monday, Unity Day, Christmas.
    expect(marked).toEqual([
      '01-01',
      '03-29',
      '04-01',
      '05-01',
      '05-09',
      '05-20',
      '10-03',
      '12-25',
      '12-26',
    ])
    const bavaria = await publicHolidays(days, 366, 'DE-BY')
    expect(bavaria.has(Date.UTC(2024, 0, 6) / 86_400_000)).toBe(true)
  })

  it('count as a share of longer steps and in full on shorter ones', async () => {
    const months = from('monthly', 2024, 12, 1)
    const share = shareOfMarkedDays(months, 2, await publicHolidays(months, 2, 'US'))
    expect(share[0]).toBeCloseTo(1 / 31, 12)
    const hours = from('hourly', 2024, 7, 3)
    const july = shareOfMarkedDays(hours, 48, await publicHolidays(hours, 48, 'US'))
    expect([july[23], july[24], july[47]]).toEqual([0, 1, 1])
  })

  it('do not count the weekend as part of Friday', () => {
    const business = from('business-daily', 2024, 1, 5)
    const saturday = eventDays(['2024-01-06'])
    expect([...shareOfMarkedDays(business, 2, saturday)]).toEqual([0, 0])
  })

  it('refuse countries, states and dates that there are not', async () => {
    const days = from('daily', 2024, 1, 1)
    await expect(publicHolidays(days, 3, 'ZZ')).rejects.toMatchObject({ code: 'request-invalid' })
    await expect(publicHolidays(days, 3, 'DE-XX')).rejects.toThrow('DE has no holidays for "XX".')
    expect(() => eventDays(['2024-02-30'])).toThrow('"2024-02-30" is no date.')
    expect(() =>
      shareOfMarkedDays({ frequency: { kind: 'index', multiple: 1 }, start: 1 }, 3, new Set()),
    ).toThrow('Holidays need dates')
  })
})
