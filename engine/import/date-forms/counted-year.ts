import type { CellForm } from '../cell-form'

const pattern = /^(\d{1,3})-0?1-0?1$/

const monthPattern = /^(\d{1,2})-(0[1-9]|1[0-2])$/

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

/**
 * `1-01`, `1-02` to `3-12`: months of counted years, one after the other. Read as the number of the month, so
 * that it can serve as an index.
 */
export const countedMonthForm: CellForm = {
  type: 'number',
  format: 'n-MM',
  parse: countedMonth,
  decimals: () => 0,
  suits: ({ cells }) =>
    cells.length > 2 && cells.every((cell, i) => countedMonth(cell) === countedMonth(cells[0]) + i),
}

function countedMonth(text: string): number {
  const groups = monthPattern.exec(text)
  return groups === null ? Number.NaN : (Number(groups[1]) - 1) * 12 + Number(groups[2])
}
