import { minuteMs } from '../data/civil'
import type { CellForm, ColumnSample } from './cell-form'
import type { ColumnSink } from './columns/column-sink'
import { clockFormat, offsetMinutes, zoneLabel, zoneOf } from './date-forms/clock'
import { chooseForm, leastShare, type FileEvidence, type FormChoice } from './infer-column'

/** How one column is to be read, and what led to it. */
export interface ColumnPlan {
  readonly sample: ColumnSample
  readonly choice: FormChoice
  /** What the cells are read with: the choice, or one that brings its times to one offset. */
  readonly form: CellForm | null
  /** The form's format, with its time of day where the cells have one; empty for text. */
  readonly format: string
  /** Zone of the times, as the file names it; null without. */
  readonly zone: string | null
  /** Minutes ahead of UTC to which times of changing offsets are brought; null when there is one offset. */
  readonly baseOffset: number | null
  /** Formats that were refuted by cells beyond the sample. */
  readonly tried: ReadonlySet<string>
}

/** What is known of a file before any column is looked at. */
export type KnownOfFile = Omit<FileEvidence, 'decimal'>

/** Unreadable cells that are looked at when a plan is revised. */
const mostWitnesses = 2000

/** A plan from the first rows: columns that could be read two ways follow those that could not. */
export function planColumns(
  samples: readonly ColumnSample[],
  known: KnownOfFile,
): readonly ColumnPlan[] {
  const alone = samples.map((sample) => chooseForm(sample, { ...known, decimal: null }))
  const signs = new Set(alone.flatMap(({ decimal }) => (decimal === null ? [] : [decimal])))
  const [only] = signs
  if (signs.size !== 1) return samples.map((sample, i) => planned(sample, alone[i], new Set()))
  const evidence: FileEvidence = { ...known, decimal: only }
  return samples.map((sample, i) => {
    const own = (alone[i].rival === null || alone[i].chosen) && alone[i].decimal !== null
    return planned(sample, own ? alone[i] : chooseForm(sample, evidence), new Set())
  })
}

/**
 * The plan after a whole file was read with it: columns whose form failed on more cells than allowed, or
 * for which the cells that it could not read suggest a better one, get the next; times that turn out to
 * have several offsets are brought to one. Null when all may stay.
 */
export function revisePlan(
  plan: readonly ColumnPlan[],
  sinks: readonly ColumnSink[],
  known: KnownOfFile,
): readonly ColumnPlan[] | null {
  const evidence: FileEvidence = { ...known, decimal: null }
  let revised = false
  const next = plan.map((column, i) => {
    const better = nextForm(column, sinks[i], evidence) ?? nextOffset(column, sinks[i])
    if (better === undefined) return column
    revised = true
    return better
  })
  return revised ? next : null
}

function nextForm(
  { sample, choice, tried }: ColumnPlan,
  sink: ColumnSink,
  evidence: FileEvidence,
): ColumnPlan | undefined {
  const { form } = choice
  const witnesses = form === null ? sink.texts(mostWitnesses) : [...sink.unreadable.values()]
  if (witnesses.length === 0) return undefined
  const failed = form !== null && (sink.refuted || tooFew(sink))
  const refuted = failed ? new Set([...tried, form.format]) : tried
  const seen = { ...sample, cells: [...sample.cells, ...witnesses.slice(0, mostWitnesses)] }
  const better = chooseForm(seen, evidence, refuted)
  if (failed) return planned(seen, better, refuted)
  const other = better.form !== null && better.form.format !== form?.format
  if (!other) return undefined
  return planned(seen, better, new Set([...refuted, form === null ? 'text' : form.format]))
}

function nextOffset(
  column: ColumnPlan,
  { offset, offsetsVary }: ColumnSink,
): ColumnPlan | undefined {
  if (!offsetsVary || column.baseOffset === offset) return undefined
  return withOffset(column, offset)
}

function tooFew({ parsed, unreadable }: ColumnSink): boolean {
  return parsed < (parsed + unreadable.size) * leastShare
}

function planned(sample: ColumnSample, choice: FormChoice, tried: ReadonlySet<string>): ColumnPlan {
  const { form } = choice
  const zones = form?.type === 'date' ? zonesOf(sample.cells) : []
  const plan: ColumnPlan = {
    sample,
    choice,
    form,
    format: formatOf(form, sample.cells),
    zone: form?.zone ?? zones.at(0) ?? null,
    baseOffset: null,
    tried,
  }
  const offsets = zones.flatMap((zone) => offsetMinutes(zone) ?? [])
  const least = offsets.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  if (new Set(offsets).size > 1) return withOffset(plan, least)
  return Number.isFinite(least) ? { ...plan, zone: zoneLabel(least) } : plan
}

/** Reads times of changing offsets as they are at `base`, so that each instant has a time of its own. */
function withOffset(plan: ColumnPlan, base: number): ColumnPlan {
  const { form } = plan.choice
  if (form === null) return plan
  const parse = (text: string): number => {
    const zone = zoneOf(text)
    const offset = zone === null ? null : offsetMinutes(zone)
    return form.parse(text) - ((offset ?? base) - base) * minuteMs
  }
  const shifted: CellForm = { type: 'date', format: form.format, parse, decimals: () => 0 }
  return { ...plan, form: shifted, zone: zoneLabel(base), baseOffset: base }
}

function zonesOf(cells: readonly string[]): readonly string[] {
  const zones = new Set<string>()
  for (const cell of cells) {
    const zone = zoneOf(cell)
    if (zone !== null) zones.add(zone)
  }
  return [...zones]
}

function formatOf(form: CellForm | null, cells: readonly string[]): string {
  if (form === null) return ''
  if (form.type === 'number' || form.format.includes('hh')) return form.format
  if (form.format.startsWith('Unix')) return form.format
  const clocked = cells.find((cell) => clockFormat(cell) !== '')
  return form.format + (clocked === undefined ? '' : clockFormat(clocked))
}
