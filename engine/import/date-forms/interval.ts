import type { CellForm } from '../cell-form'

const between = /^(.{8,25}?)(?:\s+(?:[-–]|to|until|bis)\s+|\/)(.{8,25})$/iu
const zone = /\s*\([A-Z/]+\)$/

/**
 * `01.01.2024 00:00 - 01.01.2024 01:00`, `2024-01-01T00:00Z/2024-01-01T01:00Z`: a step by its start and its
 * end, both of one form and the end later. It is dated by its start.
 */
export function intervalForms(forms: readonly CellForm[]): readonly CellForm[] {
  return forms.map((form) => ({
    type: 'date',
    format: `${form.format} (start)`,
    parse(text) {
      const groups = between.exec(text.replace(zone, ''))
      if (groups === null) return Number.NaN
      const start = form.parse(groups[1])
      return start < form.parse(groups[2]) ? start : Number.NaN
    },
    decimals: () => 0,
  }))
}
