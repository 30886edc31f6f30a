import type { CellForm, ColumnSample } from './cell-form'
import type { ColumnBuilder } from './column-builder'
import { clockFormat } from './date-forms/date-form'
import { chooseForm, leastShare, type FileEvidence, type FormChoice } from './infer-column'
import { isMissing } from './missing'
import type { Delimiter } from './reader'

/** How one column is to be read, and what led to it. */
export interface ColumnPlan {
  readonly sample: ColumnSample
  readonly choice: FormChoice
  /** The form's format, with its time of day where the cells have one; empty for text. */
  readonly format: string
  /** Formats that were refuted by cells beyond the sample. */
  readonly tried: ReadonlySet<string>
}

type Records = readonly (readonly string[])[]

/** Unreadable cells that are looked at when a plan is revised. */
const mostWitnesses = 2000

/** A plan from the first rows: columns that could be read two ways follow those that could not. */
export function planColumns(
  names: readonly string[],
  records: Records,
  delimiter: Delimiter,
): readonly ColumnPlan[] {
  const samples = names.map((name, position): ColumnSample => {
    const cells = records.map((record) => record[position]?.trim() ?? '')
    return { name, position, cells: cells.filter((cell) => !isMissing(cell)) }
  })
  const alone = samples.map((sample) => chooseForm(sample, { delimiter, decimal: null }))
  const signs = new Set(alone.flatMap(({ decimal }) => (decimal === null ? [] : [decimal])))
  const [only] = signs
  const evidence: FileEvidence = { delimiter, decimal: signs.size === 1 ? only : null }
  return samples.map((sample) => planned(sample, chooseForm(sample, evidence), new Set()))
}

/**
 * The plan after a whole file was read with it: columns whose form failed on more cells than allowed, or
 * for which the cells that it could not read suggest a better one, get the next. Null when all may stay.
 */
export function revisePlan(
  plan: readonly ColumnPlan[],
  builders: readonly ColumnBuilder[],
  delimiter: Delimiter,
): readonly ColumnPlan[] | null {
  const evidence: FileEvidence = { delimiter, decimal: null }
  let revised = false
  const next = plan.map((column, i) => {
    const form = nextForm(column, builders[i], evidence)
    if (form === undefined) return column
    revised = true
    return form
  })
  return revised ? next : null
}

function nextForm(
  { sample, choice, tried }: ColumnPlan,
  builder: ColumnBuilder,
  evidence: FileEvidence,
): ColumnPlan | undefined {
  const { form } = choice
  const witnesses = form === null ? builder.texts(mostWitnesses) : [...builder.unreadable.values()]
  if (witnesses.length === 0) return undefined
  const failed = form !== null && (builder.refuted || tooFew(builder))
  const refuted = failed ? new Set([...tried, form.format]) : tried
  const seen = { ...sample, cells: [...sample.cells, ...witnesses.slice(0, mostWitnesses)] }
  const better = chooseForm(seen, evidence, refuted)
  if (failed) return planned(seen, better, refuted)
  const other = better.form !== null && better.form.format !== form?.format
  if (!other) return undefined
  return planned(seen, better, new Set([...refuted, form === null ? 'text' : form.format]))
}

function tooFew({ parsed, unreadable }: ColumnBuilder): boolean {
  return parsed < (parsed + unreadable.size) * leastShare
}

function planned(sample: ColumnSample, choice: FormChoice, tried: ReadonlySet<string>): ColumnPlan {
  return { sample, choice, format: formatOf(choice.form, sample.cells), tried }
}

function formatOf(form: CellForm | null, cells: readonly string[]): string {
  if (form === null) return ''
  if (form.type === 'number') return form.format
  const clocked = cells.find((cell) => clockFormat(cell) !== '')
  return form.format + (clocked === undefined ? '' : clockFormat(clocked))
}
