import type { CellForm, ColumnSample } from './cell-form'
import { dateForms } from './date-forms/all'
import { yearFirstForms } from './date-forms/year-first'
import { numberForms, type NumberForm } from './number-forms'
import type { Delimiter } from './reader'

/** Least share of a column's non-missing cells that must be of a form for the column to be of it. */
export const leastShare = 0.9

/** What the rest of the file says about numbers. */
export interface FileEvidence {
  /** Null for what is no delimited text. */
  readonly delimiter: Delimiter | null
  /** The decimal sign that other columns show beyond doubt, or null. */
  readonly decimal: '.' | ',' | null
  /** By column the format that the user chose among those that read it equally well. */
  readonly formats: Readonly<Record<string, string>>
}

export interface FormChoice {
  /** Null for text. */
  readonly form: CellForm | null
  /** A form that reads the same cells as something else, when nothing in the column decides. */
  readonly rival: CellForm | null
  /** Whether the user decided between the two. */
  readonly chosen: boolean
  /** The decimal sign that this column shows beyond doubt. */
  readonly decimal: '.' | ',' | null
}

interface Trial<F extends CellForm> {
  readonly form: F
  readonly values: Float64Array
  readonly parsed: number
}

/** Dates of a workbook, which need no reading, and texts that are written like them. */
const civilForm = yearFirstForms[0]
const text: FormChoice = { form: null, rival: null, chosen: false, decimal: null }
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
  const { name, cells, civil, numbers } = sample
  if (cells.length + civil + numbers === 0) return text
  const untried = <F extends CellForm>(forms: readonly F[]): readonly F[] =>
    forms.filter((form) => !tried.has(form.format) && (form.suits?.(sample) ?? true))
  const dates = bestTrials(untried(dateForms), sample, civil)
  const wanted = Object.hasOwn(evidence.formats, name) ? evidence.formats[name] : null
  if (dates.length > 0) {
    if (cells.length === 0) return { ...text, form: civilForm }
    return decided(chooseDate(dates), dates, wanted)
  }
  if (civil >= (cells.length + civil + numbers) * leastShare) return { ...text, form: civilForm }
  const trials = bestTrials(untried(numberForms(cells)), sample, numbers)
  if (trials.length === 0) return text
  const number = decided(chooseNumber(trials, cells, evidence), trials, wanted)
  return number.chosen ? { ...number, decimal: decimalOf(number.form) } : number
}

/** The choice of the user where it is one of the forms that read the column as well as any other. */
function decided(
  choice: FormChoice,
  trials: readonly Trial<CellForm>[],
  wanted: string | null,
): FormChoice {
  const form = trials.find((trial) => trial.form.format === wanted)?.form
  if (form === undefined) return choice
  const rival = form === choice.form ? choice.rival : choice.form
  return rival === null ? choice : { ...choice, form, rival, chosen: true }
}

function decimalOf(form: CellForm | null): '.' | ',' | null {
  return form?.bytes?.kind === 'number' ? form.bytes.decimal : null
}

/**
 * All forms that read the most cells, in their order; none when that is too few.
 * @param typed cells beside the sample's texts that its file gives as this type.
 */
function bestTrials<F extends CellForm>(
  forms: readonly F[],
  { cells, civil, numbers }: ColumnSample,
  typed: number,
): readonly Trial<F>[] {
  const all = cells.length + civil + numbers
  const stride = Math.max(1, Math.floor(cells.length / lookAhead))
  const look = cells.filter((_, i) => i % stride === 0)
  const trials = forms
    .filter((form) => parsedCount(look.map(form.parse)) >= look.length / 2 || typed > look.length)
    .map((form) => {
      const values = Float64Array.from(cells, form.parse)
      return { form, values, parsed: parsedCount(values) + typed }
    })
  const most = trials.reduce((best, { parsed }) => Math.max(best, parsed), 0)
  if (most === 0 || most < all * leastShare) return []
  return trials.filter(({ parsed }) => parsed === most)
}

/**
 * Between orders of day, month and year, when no cell decides: the one under which dates lie closer to a
 * regular grid; when several do, day first, and the rival is named.
 */
function chooseDate(trials: readonly Trial<CellForm>[]): FormChoice {
  const [first, ...others] = trials
  const rivals = others.filter((other) => differs(first, other) && other.form.type === 'date')
  if (rivals.length === 0) return { ...text, form: first.form }
  const scored = [first, ...rivals].map((trial) => ({ ...trial, score: disorder(trial.values) }))
  const least = scored.reduce((best, { score }) => Math.min(best, score), Number.POSITIVE_INFINITY)
  const [best, rival] = scored.filter(({ score }) => score <= least * 1.05)
  return { ...text, form: best.form, rival: rival === undefined ? null : rival.form }
}

/**
 * Length of the whole span in steps of the median distance, for one row: 1 when there are no gaps; times
 * how often neighbours in the file go against its direction.
 */
function disorder(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value))
  const times = known.slice().sort()
  const steps = times
    .map((time, i) => (i === 0 ? 0 : time - times[i - 1]))
    .filter((step) => step > 0)
  if (steps.length === 0) return 1
  const median = steps.sort()[Math.floor(steps.length / 2)]
  const sparseness = (times[times.length - 1] - times[0]) / median / steps.length
  // Months of different length make a span of fewer than its steps.
  return Math.max(1, sparseness) * (1 + againstDirection(known))
}

function againstDirection(times: Float64Array): number {
  let up = 0
  let down = 0
  for (let i = 1; i < times.length; i++) {
    if (times[i] > times[i - 1]) up += 1
    else if (times[i] < times[i - 1]) down += 1
  }
  return up + down === 0 ? 0 : Math.min(up, down) / (up + down)
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
