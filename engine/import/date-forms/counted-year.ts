import type { CellForm } from '../cell-form'

const pattern = /^(\d{1,3})-0?1-0?1$/

/**
 * `1-01-01`, `2-01-01`, …: what programs write for a series that has no dates, one step being called a
 * year. Read as the number of the step, so that it can serve as an index.
 */
export const countedYearForm: CellForm = {
  type: 'number',
  format: 'n-01-01',
  parse(text) {
    const groups = pattern.exec(text)
    return groups === null ? Number.NaN : Number(groups[1])
  },
  decimals: () => 0,
  suits: ({ cells }) => cells.length > 1 && cells.every((cell) => pattern.test(cell)),
}
