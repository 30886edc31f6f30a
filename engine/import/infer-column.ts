import type { CellForm, ColumnSample } from './cell-form'
import { dateForms } from './date-forms/all'
import { numberForms, type NumberForm } from './number-forms'
import type { Delimiter } from './reader'

/** Least share of a column's non-missing cells that must be of a form for the column to be of it. */
export const leastShare = 0.9

/** What the rest of the file says about numbers. */
export interface FileEvidence {
  readonly delimiter: Delimiter
  /** The decimal sign that other columns show beyond doubt, or null. */
  readonly decimal: '.' | ',' | null
}

export interface FormChoice {
  /** Null for text. */
  readonly form: CellForm | null
  /** A form that reads the same cells as something else, when nothing in the column decides. */
  readonly rival: CellForm | null
  /** The decimal sign that this column shows beyond doubt. */
  readonly decimal: '.' | ',' | null
}

interface Trial<F extends CellForm> {
  readonly form: F
  readonly values: Float64Array
  readonly parsed: number
}

const text: FormChoice = { form: null, rival: null, decimal: null }
const lookAhead = 200

/**
 * What a column's cells are, from ordered [test, parse] pairs: the date or number form that reads most of
 * them, at least 90 %, else text. Dates go first, as digits-only dates are numbers too and ask for more.
 * @param tried formats that the whole file has refuted.
 */
export function chooseForm(
  sample: ColumnSample,
  evidence: FileEvidence,
  tried: ReadonlySet<string> = new Set(),
): FormChoice {
  const { cells } = sample
  if (cells.length === 0) return text
  const untried = <F extends CellForm>(forms: readonly F[]): readonly F[] =>
    forms.filter((form) => !tried.has(form.format) && (form.suits?.(sample) ?? true))
  const dates = bestTrials(untried(dateForms), cells)
  if (dates.length > 0) return chooseDate(dates)
  const numbers = bestTrials(untried(numberForms(cells)), cells)
  return numbers.length > 0 ? chooseNumber(numbers, cells, evidence) : text
}

/** All forms that read the most cells, in their order; none when that is too few. */
function bestTrials<F extends CellForm>(
  forms: readonly F[],
  cells: readonly string[],
): readonly Trial<F>[] {
  const stride = Math.max(1, Math.floor(cells.length / lookAhead))
  const look = cells.filter((_, i) => i % stride === 0)
  const trials = forms
    .filter((form) => parsedCount(look.map(form.parse)) >= look.length / 2)
    .map((form) => {
      const values = Float64Array.from(cells, form.parse)
      return { form, values, parsed: parsedCount(values) }
    })
  const most = trials.reduce((best, { parsed }) => Math.max(best, parsed), 0)
  if (most === 0 || most < cells.length * leastShare) return []
  return trials.filter(({ parsed }) => parsed === most)
}

/**
 * Between day first and month first, when no cell decides: the order under which dates lie closer to a
 * regular grid; when both do, day first, and the rival is named.
 */
function chooseDate([first, ...others]: readonly Trial<CellForm>[]): FormChoice {
  const rival = others.find((other) => differs(first, other))
  if (rival === undefined) return { ...text, form: first.form }
  const ratio = sparseness(first.values) / sparseness(rival.values)
  if (ratio > 1.05) return { ...text, form: rival.form }
  return { ...text, form: first.form, rival: ratio < 1 / 1.05 ? null : rival.form }
}

/** Length of the whole span in steps of the median distance, for one row: 1 when there are no gaps. */
function sparseness(values: Float64Array): number {
  const times = values.filter((value) => !Number.isNaN(value)).sort()
  const steps = times
    .map((time, i) => (i === 0 ? 0 : time - times[i - 1]))
    .filter((step) => step > 0)
  if (steps.length === 0) return 1
  const median = steps.sort()[Math.floor(steps.length / 2)]
  return (times[times.length - 1] - times[0]) / median / steps.length
}

function chooseNumber(
  trials: readonly Trial<NumberForm>[],
  cells: readonly string[],
  { delimiter, decimal }: FileEvidence,
): FormChoice {
  const first = trials[0]
  const rival = trials.find((other) => differs(first, other))
  if (rival === undefined) {
    const sign = first.form.notation.decimal
    return {
      ...text,
      form: first.form,
      decimal: cells.some((cell) => cell.includes(sign)) ? sign : null,
    }
  }
  if (decimal !== null) {
    const agreeing = trials.find(({ form }) => form.notation.decimal === decimal) ?? first
    return { ...text, form: agreeing.form }
  }
  // `1.234` alone is a decimal number unless the file shows decimal commas; `1,234` may be either.
  if (first.form.notation.group === '') return { ...text, form: first.form }
  const [form, other] = delimiter === ';' ? [rival.form, first.form] : [first.form, rival.form]
  return { ...text, form, rival: other }
}

function differs(a: Trial<CellForm>, b: Trial<CellForm>): boolean {
  return a.values.some((value, i) => !Object.is(value, b.values[i]))
}

function parsedCount(values: ArrayLike<number>): number {
  let count = 0
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) count += 1
  return count
}
