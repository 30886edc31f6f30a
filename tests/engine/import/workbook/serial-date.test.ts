import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../../engine/data/civil'
import {
  builtInDateFormat,
  dateFormatOf,
  serialTime,
} from '../../../../engine/import/workbook/serial-date'

describe('serials', () => {
  it.each([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [61, false, '1900-03-01'],
    [25569, false, '1970-01-01'],
    [36526, false, '2000-01-01'],
    [45657, false, '2024-12-31'],
    [0, true, '1904-01-01'],
    [35064, true, '2000-01-01'],
  ])('%d (1904: %s) is %s', (serial, is1904, date) => {
    expect(isoDate(serialTime(serial, is1904) ?? Number.NaN)).toBe(date)
  })

  it('has no 29 February 1900, no day before the first and none after 9999', () => {
    for (const serial of [0.5, 60, 60.5, -1, 2_958_466, Number.NaN]) {
      expect(serialTime(serial, false)).toBeNull()
    }
  })

  it('keeps seconds through a fraction of the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 60_000 }), fc.nat(86_399), (day, second) => {
        expect(serialTime(day + second / 86_400, false)).toBe(
          (day - 25569) * 86_400_000 + second * 1000,
        )
      }),
    )
  })
})

describe('number formats', () => {
  it.each([
    ['General', 'none'],
    ['0.00', 'none'],
    ['#,##0.00 [$€-407]', 'none'],
    ['"d"0', 'none'],
    ['[Red]0;[Blue]-0', 'none'],
    ['@', 'none'],
    ['0.0" mm"', 'none'],
    ['[h]:mm:ss', 'none'],
    ['dd/mm/yyyy', 'date'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
    ['mmm\\-yy;@', 'date'],
    ['yyyy"年"m"月"', 'date'],
    ['yyyy-mm-dd hh:mm:ss', 'date-clock'],
    ['m/d/yy h:mm AM/PM', 'date-clock'],
    ['h:mm:ss.000', 'clock'],
    ['hh:mm', 'clock'],
  ])('%s: %s', (code, format) => {
    expect(dateFormatOf(code)).toBe(format)
  })

  it.each([
    [0, 'none'],
    [9, 'none'],
    [14, 'date'],
    [17, 'date'],
    [20, 'clock'],
    [22, 'date-clock'],
    [46, 'none'],
    [57, 'date'],
  ])('number %d: %s', (id, format) => {
    expect(builtInDateFormat(id)).toBe(format)
  })
})
