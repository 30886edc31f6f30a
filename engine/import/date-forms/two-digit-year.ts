import { civilMidnight } from '../../data/civil'
import type { CellForm } from '../cell-form'
import { datedForm, fullYear } from './date-form'

type Order = readonly [year: number, month: number, day: number]

const orders: readonly (readonly [name: string, order: Order])[] = [
  ['D_M_YY', [3, 2, 1]],
  ['M_D_YY', [3, 1, 2]],
  ['YY_M_D', [1, 2, 3]],
]

/**
 * `31/1/12`, `1/31/12`, `31.1.12`, `31-1-12`, `12-01-31`: years of two digits, the century after POSIX.
 * The year is taken to be first only where the dates go one way when read so.
 */
export const twoDigitYearForms: readonly CellForm[] = ['/', '.', '-'].flatMap((mark) => {
  const sign = mark === '.' ? '\\.\\s?' : mark
  const pattern = new RegExp(`^(\\d{1,2})${sign}(\\d{1,2})${sign}(\\d{2})(?!\\d)`)
  return orders
    .filter(([name]) => name !== 'M_D_YY' || mark !== '.')
    .map(([name, [year, month, day]]): CellForm => {
      const form = datedForm(name.replaceAll('_', mark), pattern, (groups) =>
        groups[year].length === 2
          ? civilMidnight(fullYear(groups[year]), Number(groups[month]), Number(groups[day]))
          : Number.NaN,
      )
      if (year !== 1) return form
      return { ...form, suits: ({ cells }) => goesOneWay(cells.map(form.parse)) }
    })
})

function goesOneWay(times: readonly number[]): boolean {
  const rising = times.at(-1) !== undefined && times[times.length - 1] > times[0]
  return (
    times.length > 2 &&
    times.every((time, i) => i === 0 || (rising ? time >= times[i - 1] : time <= times[i - 1]))
  )
}
