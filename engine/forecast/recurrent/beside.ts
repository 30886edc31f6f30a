import type { Covariate, Series } from '../../data/series'
import { EngineError } from '../../errors'
import type { Panel } from '../../evaluate/forecaster'
import { knownInputs } from '../../prepare/known-inputs'
import { applyZScore, zScoreStatistics, type ZScore } from '../../prepare/scalers'

/** A number for each step, counted from a series' first row, as far as it is known; or one for all steps. */
export type BesideColumn = Float64Array | number

/** What the networks of a panel are shown beside the values: what is known ahead, and what is fixed. */
export interface Beside {
  /** Numbers a step. */
  readonly count: number
  /** Whether some of them are known beyond a series' end, so that windows go on through the horizon. */
  readonly goesOn: boolean
  /** As sentences for the reader. */
  readonly reasons: readonly string[]
  columnsOf(series: Series): readonly BesideColumn[]
}

/** Most texts of one fixed column: each is an input of its own. */
const mostTexts = 100

/** One thing beside the values, as `columns` numbers a step. */
interface Part {
  readonly name: string
  readonly columns: number
  of(series: Series): readonly BesideColumn[]
}

/**
 * Fits what goes beside the values to a panel: covariates known ahead in every series and columns that are
 * fixed in each, standardised over the panel; fixed texts as one input each, of which the first layer learns a
 * vector. What is the same in all series says nothing and is left out.
 * @throws EngineError `request-invalid` for a fixed column of more than 100 texts.
 */
export function fitBeside(panel: Panel): Beside {
  const numbers = fixedNames(panel)
  const known = knownInputs(panel).filter((name) => !numbers.includes(name))
  const texts = Object.keys(panel[0].statics ?? {})
  const knownParts = known.map((name) => knownPart(name, panel))
  const fixedParts = [
    ...numbers.flatMap((name) => numberPart(name, panel)),
    ...texts.flatMap((name) => textPart(name, panel)),
  ]
  const parts = [...knownParts, ...fixedParts]
  const fixed = fixedParts.map(({ name }) => name)
  return {
    count: parts.reduce((sum, { columns }) => sum + columns, 0),
    goesOn: knownParts.length > 0,
    reasons: [
      ...(known.length === 0
        ? []
        : [`Networks read on through the horizon and see ${known.join(', ')} at each step of it.`]),
      ...(fixed.length === 0
        ? []
        : [`Networks see ${fixed.join(', ')}, which tells series apart, at every step.`]),
    ],
    columnsOf: (series) => parts.flatMap((part) => part.of(series)),
  }
}

function covariateOf({ covariates }: Series, name: string): Covariate | undefined {
  return covariates.find((each) => each.name === name)
}

/** Covariates that are the same throughout every series. */
function fixedNames(panel: Panel): readonly string[] {
  return panel[0].covariates
    .map(({ name }) => name)
    .filter((name) => panel.every((series) => covariateOf(series, name)?.isStatic === true))
}

function knownPart(name: string, panel: Panel): Part {
  const scale = pooledScale(panel.map((series) => covariateOf(series, name)?.values ?? []))
  return {
    name,
    columns: 1,
    of(series) {
      const { values = [], future = [] } = covariateOf(series, name) ?? {}
      const whole = new Float64Array(values.length + future.length)
      whole.set(values)
      whole.set(future, values.length)
      // A gap in the past shows the mean; futures have been checked to have none.
      return [applyZScore(whole, scale).map((value) => (Number.isNaN(value) ? 0 : value))]
    },
  }
}

function numberPart(name: string, panel: Panel): Part[] {
  const valueOf = (series: Series): number =>
    covariateOf(series, name)?.values.find((value) => !Number.isNaN(value)) ?? Number.NaN
  const values = Float64Array.from(panel, valueOf)
  if (values.every((value) => value === values[0])) return []
  const scale = zScoreStatistics(values)
  return [
    { name, columns: 1, of: (series) => [...applyZScore(Float64Array.of(valueOf(series)), scale)] },
  ]
}

function textPart(name: string, panel: Panel): Part[] {
  const levels = [...new Set(panel.flatMap(({ statics }) => statics?.[name] ?? []))]
  if (levels.length < 2) return []
  if (levels.length > mostTexts) {
    throw new EngineError(
      'request-invalid',
      `${name} has ${levels.length} different texts; networks take up to ${mostTexts} of a fixed column.`,
      { column: name, remedy: `Leave ${name} out, or join rare texts into one.` },
    )
  }
  return [
    {
      name,
      columns: levels.length,
      of: ({ statics }) => levels.map((level) => (statics?.[name] === level ? 1 : 0)),
    },
  ]
}

function pooledScale(parts: readonly ArrayLike<number>[]): ZScore {
  return zScoreStatistics(Float64Array.from(parts.flatMap((part) => Array.from(part))))
}
