import { EngineError } from '../errors'
import { networkSizes, outputWidth } from './network-sizes'
import type { HeadSpec, LossSpec, ModelSpec } from './model-spec'

/** Losses that a head can be trained with. */
export const lossesOf: Readonly<Record<HeadSpec['kind'], readonly LossSpec['kind'][]>> = {
  point: ['mse', 'mae', 'huber'],
  quantiles: ['pinball'],
  gaussian: ['likelihood'],
  'student-t': ['likelihood'],
  classes: ['cross-entropy'],
}

/**
 * Refuses what no network can be made of though each field alone is well.
 * @throws EngineError `spec-invalid` with the field and the remedy.
 */
export function checkSpecRules(spec: ModelSpec): void {
  checkSteps(spec)
  spec.layers.forEach((_, index) => {
    // What the first layer takes depends on the data unless a dense layer comes before it.
    if (index > 0 || spec.before.length > 0) checkResidual(spec, index, 1)
  })
  checkContinuation(spec)
  checkHead(spec)
  checkSkip(spec)
  checkOrder(spec)
}

/**
 * The rules that need the number of input features a step.
 * @throws EngineError `spec-invalid` with the field and the remedy.
 */
export function checkFeatures(spec: ModelSpec, features: number): void {
  checkResidual(spec, 0, features)
}

function checkSteps(spec: ModelSpec): void {
  const { history, segment } = spec.input
  if (history % segment !== 0) {
    refuse(
      'input.segment',
      `input.segment is ${String(segment)}, which does not divide the history of ${String(history)} steps.`,
      'Set input.segment to a divisor of input.history.',
    )
  }
  const { steps } = networkSizes(spec, { features: 1 })
  if (spec.readout.kind === 'sequence' && spec.horizon !== steps) {
    refuse(
      'horizon',
      `horizon is ${String(spec.horizon)}; the readout 'sequence' gives ${String(steps)} steps.`,
      `Set horizon to ${String(steps)}.`,
    )
  }
}

function checkResidual(spec: ModelSpec, index: number, features: number): void {
  const layer = spec.layers[index]
  const from = networkSizes(spec, { features }).layerInputs[index]
  const to = outputWidth(layer)
  if (!layer.residual || from === to) return
  const field = `layers[${String(index)}].residual`
  refuse(
    field,
    `${field} adds the layer's ${String(from)} inputs to its ${String(to)} outputs; the widths must be equal.`,
    `Set ${field} to false or make the widths equal.`,
  )
}

/** A readout that goes on from the last layer's state needs that state as the cell left it. */
function checkContinuation({ readout, layers, head }: ModelSpec): void {
  if (readout.kind !== 'positions' && readout.kind !== 'decoder') return
  const index = layers.length - 1
  const { direction, residual, layerNorm } = layers[index]
  const rule = (field: string, now: string, must: string): void => {
    const path = `layers[${String(index)}].${field}`
    refuse(
      path,
      `${path} is ${now}; the readout '${readout.kind}' goes on from the last layer's own state.`,
      `Set ${path} to ${must}, or readout.kind to last.`,
    )
  }
  if (direction !== 'forward') rule('direction', `'${direction}'`, 'forward')
  if (residual) rule('residual', 'true', 'false')
  if (layerNorm) rule('layerNorm', 'true', 'false')
  if (readout.kind === 'decoder' && head.kind === 'classes') {
    refuse(
      'readout.kind',
      "readout.kind is 'decoder', which feeds back a number; classes have none.",
      'Set readout.kind to last or sequence.',
    )
  }
}

function checkHead({ head, loss }: ModelSpec): void {
  const losses = lossesOf[head.kind]
  if (!losses.includes(loss.kind)) {
    refuse(
      'loss.kind',
      `loss.kind is '${loss.kind}', which does not go with the head '${head.kind}'.`,
      `Set loss.kind to ${losses.join(' or ')}.`,
    )
  }
  if (head.kind !== 'quantiles') return
  const { levels, weights } = head
  const at = levels.findIndex((level, index) => index > 0 && level <= levels[index - 1])
  if (at > 0) {
    const field = `head.levels[${String(at)}]`
    refuse(
      field,
      `${field} is ${String(levels[at])}, not above ${String(levels[at - 1])} before it.`,
      'Put the levels in ascending order, each once.',
    )
  }
  if (levels.length !== weights.length) {
    refuse(
      'head.weights',
      `head.weights has ${String(weights.length)} numbers for ${String(levels.length)} levels.`,
      'Give head.weights one number for each level.',
    )
  }
}

function checkSkip({ skip, head, input, horizon }: ModelSpec): void {
  if (skip === null) return
  if (head.kind === 'classes') {
    refuse('skip', 'skip adds to a location; the head classes has none.', 'Set skip to null.')
  }
  const { history } = input
  const { initial } = skip
  if (initial.kind === 'seasonal-naive' && initial.season > history) {
    refuse(
      'skip.initial.season',
      `skip.initial.season is ${String(initial.season)}, longer than the history of ${String(history)} steps.`,
      `Set input.history to at least ${String(initial.season)}.`,
    )
  }
  if (initial.kind === 'weights' && initial.values.length !== history * horizon) {
    refuse(
      'skip.initial.values',
      `skip.initial.values has ${String(initial.values.length)} numbers; history × horizon is ${String(history * horizon)}.`,
      'Give skip.initial.values one number for each step of history and each step ahead.',
    )
  }
}

function checkOrder({ bounds = {} }: ModelSpec): void {
  const { least = -Infinity, most = Infinity } = bounds
  if (least < most) return
  refuse(
    'bounds.most',
    `The bounds ${String(least)} and ${String(most)} leave nothing between.`,
    `Set bounds.most above ${String(least)}.`,
  )
}

function refuse(field: string, message: string, remedy: string): never {
  throw new EngineError('spec-invalid', message, { field, remedy })
}
