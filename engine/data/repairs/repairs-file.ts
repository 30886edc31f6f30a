import * as v from 'valibot'
import { EngineError } from '../../errors'
import { findingCodes } from '../health/finding'
import { periodKinds } from './periods'
import type { RepairList } from './step-list'

const steps = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

const action = v.variant('kind', [
  v.object({ kind: v.literal('set-missing'), value: v.nullable(v.number()) }),
  v.object({
    kind: v.literal('aggregate'),
    by: v.picklist(['sum', 'mean', 'first', 'last', 'drop']),
  }),
  v.object({
    kind: v.literal('resample'),
    to: v.object({
      kind: v.picklist(periodKinds),
      multiple: v.pipe(v.number(), v.integer(), v.minValue(1)),
    }),
    by: v.picklist(['sum', 'mean', 'min', 'max', 'first', 'last']),
  }),
  v.object({ kind: v.literal('count-dates') }),
  v.object({ kind: v.literal('interpolate'), most: steps }),
  v.object({
    kind: v.literal('seasonal-fill'),
    period: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  v.object({ kind: v.literal('forward-fill'), most: steps }),
  v.object({ kind: v.literal('mask') }),
  v.object({ kind: v.literal('winsorise'), lower: share, upper: share }),
  v.object({ kind: v.literal('changes'), relative: v.boolean() }),
  v.object({ kind: v.literal('accept'), finding: v.picklist(findingCodes) }),
])

/** The shapes of a repair and of a list of them that come from outside, such as a file or a window. */
export const repairStepSchema = v.object({
  id: v.string(),
  column: v.string(),
  series: v.nullable(v.string()),
  at: v.union([v.literal('all'), v.array(v.number())]),
  enabled: v.boolean(),
  action,
})
export const repairListSchema = v.array(repairStepSchema)

const file = v.object({ version: v.literal(1), steps: repairListSchema })

/** A list of repairs as text, to be kept beside a file and used on the next one. */
export function writeRepairs(list: RepairList): string {
  return `${JSON.stringify({ version: 1, steps: list }, null, 2)}\n`
}

/** @throws EngineError `file-malformed` for text that `writeRepairs` did not write, with the place. */
export function readRepairs(text: string): RepairList {
  const result = v.safeParse(file, parsed(text))
  if (result.success) return result.output.steps
  const [issue] = result.issues
  throw malformed(`at ${v.getDotPath(issue) ?? 'its start'}: ${issue.message}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown
    throw malformed('it is no JSON')
  }
}

function malformed(reason: string): EngineError {
  return new EngineError('file-malformed', `The list of repairs cannot be read: ${reason}.`, {
    remedy: 'Choose a list of repairs that was saved by this program.',
  })
}
