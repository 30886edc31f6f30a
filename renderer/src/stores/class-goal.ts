import type { Series } from '../../../engine/data/series'
import { directions } from '../../../engine/evaluate/classification'
import { classSpec, type ClassResult } from '../../../engine/forecast/class-forecast'
import { mostClasses } from '../../../engine/forecast/class-labels'
import type { DatasetProfile } from '../../../engine/jobs/protocol'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import { specFrom, type SpecEdits } from './model-state'

/** Classes that are to be forecast in place of numbers. */
export interface ClassGoal {
  /** Null for where the values go: down, flat or up. */
  readonly column: string | null
  readonly count: number
}

/** What can be forecast: null for the values themselves. */
export interface GoalChoice {
  readonly label: string
  readonly goal: ClassGoal | null
}

/** The values, their direction, and each column with few enough classes. */
export function goalChoices(
  { columns }: Pick<DatasetProfile, 'columns'>,
  { name, values }: Pick<Series, 'name' | 'values'>,
): readonly GoalChoice[] {
  const labels = (column: string, count: number): readonly GoalChoice[] =>
    count < 2 || count > mostClasses
      ? []
      : [{ label: `Classes of ${column}`, goal: { column, count } }]
  const known = new Set(values.filter((value) => !Number.isNaN(value)))
  return [
    { label: 'Value', goal: null },
    { label: 'Direction', goal: { column: null, count: directions.length } },
    ...labels(name, known.size),
    ...columns
      .filter(({ type, role }) => type === 'text' && role !== 'date' && role !== 'id')
      .flatMap((column) => labels(column.name, column.distinct ?? 0)),
  ]
}

/** The spec for a goal: of classes the next step alone unless the user asks for more. */
export function specForGoal(series: Series, edits: SpecEdits, goal: ClassGoal | null): ModelSpec {
  if (goal === null) return specFrom(series, edits)
  return classSpec(specFrom(series, { ...edits, horizon: edits.horizon ?? 1 }), goal.count)
}

/** What a goal's forecasts are of, such as `direction of price`. */
export function goalTitle({ column }: ClassGoal, target: string): string {
  return column === null ? `direction of ${target}` : `classes of ${column}`
}

/** How often a result was right, such as `Right in 45 %`. */
export function rightText({ report }: Pick<ClassResult, 'report'>): string {
  return `Right in ${(100 * report.accuracy).toFixed(0)} %`
}
