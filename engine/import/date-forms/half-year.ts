import { civilMidnight } from '../../data/civil'
import { periodForm } from './date-form'

const firstDay = (year: string, half: string): number =>
  civilMidnight(Number(year), Number(half) * 6 - 5, 1)

/** `2019-H1`, `2019-S2`, `H1 2019`, `1. Halbjahr 2019`: the first day of the half-year. */
export const halfYearForms = [
  periodForm('YYYY-Hn', /^(\d{4})[\s/:.-]*[HS]([12])$/i, ([, year, half]) => firstDay(year, half)),
  periodForm('Hn YYYY', /^[HS]([12])[\s/:.-]*(\d{4})$/i, ([, half, year]) => firstDay(year, half)),
  periodForm(
    'n. Half YYYY',
    /^([12])(?:\.|st|nd|er|e|[ºª°])?\s*(?:halbjahr|half|semestre|semester),?\s+(\d{4})$/iu,
    ([, half, year]) => firstDay(year, half),
  ),
]
