import * as v from 'valibot'
import { specLimits as limits } from './spec-limits'

// The form of each field of a spec on its own; what fields ask of each other is in spec-rules.ts. The
// message of each check is the rule it enforces; `validateSpec` makes the sentence around it.
const whole = (least: number, most: number) => {
  const rule = `a whole number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}`
  return v.pipe(v.number(rule), v.integer(rule), v.minValue(least, rule), v.maxValue(most, rule))
}
const number = (rule: string, holds: (value: number) => boolean) =>
  v.pipe(v.number(rule), v.finite(rule), v.check(holds, rule))
const aboveZero = number('a number above 0', (value) => value > 0)
const atLeastZero = number('a number of at least 0', (value) => value >= 0)
const dropped = number('a number from 0 to less than 1', (value) => value >= 0 && value < 1)
const share = number('a number from 0 to 1', (value) => value >= 0 && value <= 1)
const between = number('a number between 0 and 1', (value) => value > 0 && value < 1)
const truth = v.boolean('true or false')
const oneOf = <const T extends readonly string[]>(names: T) =>
  v.picklist(names, `one of ${names.join(', ')}`)
const list = <T extends v.GenericSchema>(item: T, least: number, most: number, what: string) => {
  const rule = `a list of ${least.toLocaleString('en')} to ${most.toLocaleString('en')} ${what}`
  return v.pipe(v.array(item, rule), v.minLength(least, rule), v.maxLength(most, rule))
}
const kinds =
  (...names: readonly string[]) =>
  ({ expected }: { expected: string | null }) =>
    expected === 'Object' ? 'an object with kind' : `one of ${names.join(', ')}`

const dense = v.strictObject(
  {
    units: whole(1, limits.units),
    activation: oneOf(['linear', 'relu', 'tanh']),
    dropout: dropped,
    frozen: truth,
  },
  'an object with units',
)

const cell = {
  units: whole(1, limits.units),
  dropout: dropped,
  recurrentDropout: dropped,
  direction: oneOf(['forward', 'concat', 'sum']),
  residual: truth,
  layerNorm: truth,
  initialState: oneOf(['zero', 'learned']),
  frozen: truth,
}
const layer = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('rnn'), activation: oneOf(['tanh', 'relu']), ...cell }),
    v.strictObject({ kind: v.literal('lstm'), ...cell }),
    v.strictObject({ kind: v.literal('gru'), ...cell }),
  ],
  kinds('rnn', 'lstm', 'gru'),
)

const readout = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('last') }),
    v.strictObject({ kind: v.literal('sequence') }),
    v.strictObject({ kind: v.literal('decoder'), teacherForcing: truth }),
    v.strictObject({ kind: v.literal('positions'), dropout: dropped }),
    v.strictObject({ kind: v.literal('ahead') }),
  ],
  kinds('last', 'sequence', 'decoder', 'positions', 'ahead'),
)

const initialScale = aboveZero
const head = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('point'), initialScale }),
    v.strictObject({
      kind: v.literal('quantiles'),
      initialScale,
      levels: list(between, 1, limits.levels, 'levels'),
      weights: list(aboveZero, 1, limits.levels, 'weights'),
    }),
    v.strictObject({ kind: v.literal('gaussian'), initialScale }),
    v.strictObject({ kind: v.literal('student-t'), initialScale }),
    v.strictObject({ kind: v.literal('classes'), initialScale, count: whole(2, limits.classes) }),
  ],
  kinds('point', 'quantiles', 'gaussian', 'student-t', 'classes'),
)

const finite = number('a number', () => true)
const skip = v.strictObject(
  {
    initial: v.variant(
      'kind',
      [
        v.strictObject({ kind: v.literal('zero') }),
        v.strictObject({ kind: v.literal('seasonal-naive'), season: whole(1, limits.history) }),
        v.strictObject({
          kind: v.literal('weights'),
          values: list(finite, 1, limits.history * limits.horizon, 'numbers'),
        }),
      ],
      kinds('zero', 'seasonal-naive', 'weights'),
    ),
    learningRateFactor: aboveZero,
    frozen: truth,
  },
  'null or an object with initial',
)

const loss = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('mse') }),
    v.strictObject({ kind: v.literal('mae') }),
    v.strictObject({ kind: v.literal('huber'), delta: aboveZero }),
    v.strictObject({ kind: v.literal('pinball') }),
    v.strictObject({ kind: v.literal('likelihood') }),
    v.strictObject({ kind: v.literal('cross-entropy') }),
  ],
  kinds('mse', 'mae', 'huber', 'pinball', 'likelihood', 'cross-entropy'),
)

const rate = { learningRate: aboveZero, weightDecay: atLeastZero }
const optimizer = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('sgd'), momentum: dropped, ...rate }),
    v.strictObject({ kind: v.literal('rmsprop'), ...rate }),
    v.strictObject({ kind: v.literal('adam'), ...rate }),
    v.strictObject({ kind: v.literal('adamw'), ...rate }),
  ],
  kinds('sgd', 'rmsprop', 'adam', 'adamw'),
)

const schedule = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('constant') }),
    v.strictObject({
      kind: v.literal('cosine'),
      warmupSteps: whole(0, limits.steps),
      finalShare: share,
    }),
    v.strictObject({
      kind: v.literal('plateau'),
      factor: between,
      patience: whole(1, limits.epochs),
      finalShare: share,
    }),
  ],
  kinds('constant', 'cosine', 'plateau'),
)

export const boundsSchema = v.strictObject(
  {
    least: v.optional(finite),
    most: v.optional(finite),
    automatic: v.optional(v.boolean('true or false')),
  },
  'an object with least, most or automatic',
)

/** The form of a spec; a field that no spec has is refused, so that no typing error is passed over. */
export const specSchema = v.strictObject(
  {
    version: v.literal(1, '1, the version this program reads'),
    input: v.strictObject(
      { history: whole(1, limits.history), segment: whole(1, limits.history) },
      'an object with history and segment',
    ),
    horizon: whole(1, limits.horizon),
    before: list(dense, 0, limits.layers, 'layers'),
    layers: list(layer, 1, limits.layers, 'layers'),
    readout,
    head,
    skip: v.nullable(skip),
    loss,
    optimizer,
    schedule,
    clipNorm: v.nullable(number('null or a number above 0', (value) => value > 0)),
    batchSize: whole(1, limits.batchSize),
    accumulation: whole(1, limits.accumulation),
    averageDecay: v.nullable(
      number('null or a number between 0 and 1', (value) => value > 0 && value < 1),
    ),
    epochs: whole(1, limits.epochs),
    earlyStopping: v.nullable(
      v.strictObject({ patience: whole(1, limits.epochs) }, 'null or an object with patience'),
    ),
    seed: whole(0, 2 ** 32 - 1),
    bounds: v.optional(boundsSchema),
  },
  'an object',
)
