import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeAt, type Calendar, type FrequencyKind } from '../../../engine/data/calendar'
import { dayMs, daysFromCivil, weekdayOf } from '../../../engine/data/civil'
import { inferCalendar, inferFrequency, inferIndex } from '../../../engine/data/infer-calendar'

const times = (...isos: readonly string[]): Float64Array =>
  Float64Array.from(isos, (iso) =>
    new Date(`${iso}${iso.includes('T') ? '' : 'T00:00'}Z`).getTime(),
  )
const kindOf = (values: Float64Array): string => {
  const { kind, multiple } = inferFrequency(values)
  return `${kind} × ${multiple}`
}

describe('inferFrequency', () => {
  it.each([
    [['2024-01-01', '2024-02-01'], 'monthly × 1'],
    [['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30'], 'monthly × 1'],
    [['2024-03-31', '2024-06-30', '2024-09-30'], 'quarterly × 1'],
    [['2023-01-01', '2023-07-01', '2024-01-01'], 'quarterly × 2'],
    [['1821-01-01', '1822-01-01', '1823-01-01'], 'yearly × 1'],
    [['2000-01-01', '2010-01-01', '2020-01-01'], 'yearly × 10'],
    [['2024-01-01', '2024-01-08', '2024-01-15'], 'weekly × 1'],
    [['2024-01-01', '2024-01-29', '2024-02-26', '2024-03-25'], 'weekly × 4'],
    [['2024-01-01', '2024-01-02', '2024-01-03'], 'daily × 1'],
    [['2024-01-05', '2024-01-08', '2024-01-09', '2024-01-10'], 'business-daily × 1'],
    [['2024-01-05', '2024-01-06', '2024-01-08', '2024-01-09'], 'daily × 1'],
    [['2024-01-01T00:00', '2024-01-01T00:10', '2024-01-01T00:20'], 'minutely × 10'],
    [['2024-01-01T00:00', '2024-01-01T06:00', '2024-01-01T12:00'], 'hourly × 6'],
    [['2024-01-01T12:00', '2024-01-02T12:00', '2024-01-03T12:00'], 'daily × 1'],
    // The first trading day of each month.
    [['2024-01-02', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'], 'monthly × 1'],
    [['2024-01-01', '2024-01-02', '2024-01-09', '2024-03-01', '2024-03-09'], 'irregular × 1'],
    [['2024-01-01'], 'irregular × 1'],
  ])('%j', (isos, expected) => {
    expect(kindOf(times(...isos))).toBe(expected)
  })

  it('finds the grid that made the times, with rows missing', () => {
    const grids = fc.constantFrom<[FrequencyKind, number]>(
      ['secondly', 1],
      ['minutely', 1],
      ['minutely', 15],
      ['hourly', 1],
      ['daily', 1],
      ['business-daily', 1],
      ['weekly', 1],
      ['monthly', 1],
      ['quarterly', 1],
      ['yearly', 1],
    )
    const days = fc.integer({ min: daysFromCivil(1900, 1, 1), max: daysFromCivil(2100, 1, 1) })
    fc.assert(
      fc.property(
        grids,
        days,
        fc.integer({ min: 2, max: 40 }),
        ([kind, multiple], day, missing) => {
          fc.pre(kind !== 'business-daily' || weekdayOf(day) < 5)
          const made: Calendar = { frequency: { kind, multiple }, start: day * dayMs }
          const steps = Array.from({ length: 60 }, (_, step) => step)
          const some = steps.filter((step) => step % 10 !== missing % 10)
          const found = inferCalendar(Float64Array.from(some, (step) => timeAt(made, step)))
          expect(found.frequency).toEqual(made.frequency)
          for (const step of steps) {
            expect(timeAt(found, step)).toBe(timeAt(made, step + some[0]))
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('takes the phase and the day of most dates', () => {
    const found = inferCalendar(times('2024-01-03', '2024-02-01', '2024-03-01', '2024-04-01'))
    expect(found).toEqual({
      frequency: { kind: 'monthly', multiple: 1 },
      start: times('2024-01-01')[0],
    })
  })

  it('counts an index', () => {
    expect(inferIndex(Float64Array.of(5, 10, 15, 25))).toEqual({
      frequency: { kind: 'index', multiple: 5 },
      start: 5,
    })
    expect(inferIndex(Float64Array.of(1, 2, 12, 22, 35, 47)).frequency.kind).toBe('irregular')
  })
})
