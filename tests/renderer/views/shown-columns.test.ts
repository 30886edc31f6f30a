import { expect, it } from 'vitest'
import { mostShown, shownColumns } from '../../../renderer/src/views/data/shown-columns'
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
