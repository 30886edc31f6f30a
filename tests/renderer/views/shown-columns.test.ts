import { expect, it } from 'vitest'
import {
  findColumn,
  firstShown,
  mostShown,
  shownColumns,
} from '../../../renderer/src/views/data/shown-columns'
import { column } from '../profile'

it('shows all columns, or of very many the first and those in use, at their places', () => {
  const few = [column('date', 'date', 'date'), column('y', 'number', 'target')]
  expect(shownColumns(few)).toEqual(few.map((each, at) => ({ column: each, at })))
  const many = Array.from({ length: 20_000 }, (_, i) =>
    column(`c${i}`, 'number', i === 15_000 ? 'target' : 'ignore'),
  )
  const shown = shownColumns(many)
  expect(shown).toHaveLength(mostShown + 1)
  expect(shown.at(-1)).toMatchObject({ at: 15_000, column: { name: 'c15000' } })
})

it('finds columns beyond those by name, around the end, or by number', () => {
  const many = Array.from({ length: 20_000 }, (_, i) => column(`c${i}x`, 'number', 'ignore'))
  expect(findColumn(many, ' C1999X', -1)).toBe(1999)
  expect(findColumn(many, '999x', 1999)).toBe(2999)
  expect(findColumn(many, '999x', 19_999)).toBe(999)
  expect(findColumn([...many.slice(0, 3), column('y', 'number', 'target')], '4', -1)).toBe(3)
  expect(findColumn(many, 'z', -1)).toBe(-1)
  const shown = shownColumns(many, firstShown(15_000, many.length))
  expect(shown).toHaveLength(mostShown)
  expect(shown.some(({ at }) => at === 15_000)).toBe(true)
  expect(firstShown(19_999, many.length)).toBe(19_800)
})
