import * as v from 'valibot'
import { EngineError } from '../errors'
import type { ModelSpec } from './model-spec'
import { checkSpecRules } from './spec-rules'
import { specSchema } from './spec-schema'

export { specLimits } from './spec-limits'

/**
 * Checks that `input` is a spec from which a network can be made, and returns it.
 * @throws EngineError `spec-invalid` with `details.field`, such as `layers[0].units`, and a remedy; the
 * first fault found is the one named. A field that no spec has is a fault too, so that no typing error
 * is passed over.
 */
export function validateSpec(input: unknown): ModelSpec {
  const result = v.safeParse(specSchema, input)
  if (result.success) {
    checkSpecRules(result.output)
    return result.output
  }
  const [issue] = result.issues
  const field = fieldPath(issue)
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    throw new EngineError('spec-invalid', `${field} is not a field of a model spec.`, {
      field,
      remedy: `Remove ${field}.`,
    })
  }
  if (issue.input === undefined) {
    throw new EngineError('spec-invalid', `${field} is missing.`, {
      field,
      remedy: `Add ${field}.`,
    })
  }
  const rule = issue.message
  throw new EngineError('spec-invalid', `${field} is ${shown(issue.input)}; it must be ${rule}.`, {
    field,
    remedy: `Set ${field} to ${rule}.`,
  })
}

/** Valibot's path as it is written in code: `layers[0].units`; `spec` for the whole. */
function fieldPath(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => key)
  const path = keys.map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`))
  return path.join('').replace(/^\./, '') || 'spec'
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${String(value.length)}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return typeof value === 'string' ? `'${value}'` : String(value)
}
