import * as v from 'valibot'
import { EngineError } from '../errors'
import type { ModelSpec } from './model-spec'

/** Largest values a spec may hold: far above use, so that a slip of the keyboard allocates no gigabytes. */
export const specLimits = {
  history: 10_000,
  horizon: 10_000,
  layers: 16,
  units: 4096,
  batchSize: 65_536,
  epochs: 100_000,
} as const

// The message of each check is the rule it enforces; `validateSpec` makes the sentence around it.
const whole = (least: number, most: number) => {
  const rule = `a whole number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}`
  return v.pipe(v.number(rule), v.integer(rule), v.minValue(least, rule), v.maxValue(most, rule))
}
const aboveZero = (() => {
  const rule = 'a number above 0'
  return v.pipe(v.number(rule), v.finite(rule), v.gtValue(0, rule))
})()
const share = (() => {
  const rule = 'a number from 0 to less than 1'
  return v.pipe(v.number(rule), v.minValue(0, rule), v.ltValue(1, rule))
})()
const oneOf = <const T extends readonly string[]>(names: T) =>
  v.picklist(names, names.length === 1 ? `'${names[0]}'` : `one of ${names.join(', ')}`)

const sizes = { units: whole(1, specLimits.units), dropout: share }
const layer = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('rnn'), activation: oneOf(['tanh', 'relu']), ...sizes }),
    v.strictObject({ kind: v.literal('lstm'), ...sizes }),
    v.strictObject({ kind: v.literal('gru'), ...sizes }),
  ],
  ({ expected }) => (expected === 'Object' ? 'an object with kind' : 'one of rnn, lstm, gru'),
)

const layersRule = `a list of 1 to ${String(specLimits.layers)} layers`
const modelSpec = v.strictObject(
  {
    version: v.literal(1, '1, the version this program reads'),
    input: v.strictObject({ history: whole(1, specLimits.history) }, 'an object with history'),
    horizon: whole(1, specLimits.horizon),
    layers: v.pipe(
      v.array(layer, layersRule),
      v.minLength(1, layersRule),
      v.maxLength(specLimits.layers, layersRule),
    ),
    head: v.strictObject({ kind: oneOf(['point']) }, 'an object with kind'),
    loss: oneOf(['mse', 'mae', 'huber']),
    optimizer: v.strictObject(
      { kind: oneOf(['adam']), learningRate: aboveZero },
      'an object with kind and learningRate',
    ),
    clipNorm: aboveZero,
    batchSize: whole(1, specLimits.batchSize),
    epochs: whole(1, specLimits.epochs),
    earlyStopping: v.nullable(
      v.strictObject({ patience: whole(1, specLimits.epochs) }, 'null or an object with patience'),
    ),
    seed: whole(0, 2 ** 32 - 1),
  },
  'an object',
)

/**
 * Checks that `input` is a spec from which a network can be made, and returns it.
 * @throws EngineError `spec-invalid` with `details.field`, such as `layers[0].units`, and a remedy; the
 * first fault found is the one named. A field that no spec has is a fault too, so that no typing error
 * is passed over.
 */
export function validateSpec(input: unknown): ModelSpec {
  const result = v.safeParse(modelSpec, input)
  if (result.success) return result.output
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
