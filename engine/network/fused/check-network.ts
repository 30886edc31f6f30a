import { EngineError } from '../../errors'
import type { ModelSpec } from '../../spec/model-spec'
import type { NetworkShape } from '../network'
import { networkSizes, outputWidth } from '../../spec/network-sizes'

/**
 * Refuses what no network can be made of, though each field alone is well.
 * @throws EngineError `spec-invalid` with the field and the remedy.
 */
export function checkNetwork(spec: ModelSpec, shape: NetworkShape): void {
  const { history, segment } = spec.input
  if (history % segment !== 0) {
    refuse(
      'input.segment',
      `input.segment is ${String(segment)}, which does not divide the history of ${String(history)} steps.`,
      'Choose a segment that divides the history.',
    )
  }
  const sizes = networkSizes(spec, shape)
  spec.layers.forEach((layer, index) => {
    const [from, to] = [sizes.layerInputs[index], outputWidth(layer)]
    if (layer.residual && from !== to) {
      refuse(
        `layers[${String(index)}].residual`,
        `Layer ${String(index + 1)} takes ${String(from)} numbers a step and gives ${String(to)}; a residual needs equal widths.`,
        'Make the widths equal or switch the residual off.',
      )
    }
  })
  if (spec.readout.kind === 'sequence' && spec.horizon !== sizes.steps) {
    refuse(
      'horizon',
      `horizon is ${String(spec.horizon)}; the sequence readout gives ${String(sizes.steps)} steps.`,
      `Set horizon to ${String(sizes.steps)}.`,
    )
  }
  checkContinuation(spec)
  checkLoss(spec)
  if (spec.skip !== null) checkSkip(spec)
}

/** A readout that goes on from the last layer's state needs that state as the cell left it. */
function checkContinuation({ readout, layers, head }: ModelSpec): void {
  if (readout.kind !== 'positions' && readout.kind !== 'decoder') return
  const index = layers.length - 1
  const { direction, residual, layerNorm } = layers[index]
  const at = `layers[${String(index)}]`
  const remedy = `Change it, or choose the readout 'last'.`
  if (direction !== 'forward')
    refuse(
      `${at}.direction`,
      `The readout '${readout.kind}' goes on from the last layer, which must run forward.`,
      remedy,
    )
  if (residual)
    refuse(
      `${at}.residual`,
      `The readout '${readout.kind}' goes on from the last layer, which can have no residual.`,
      remedy,
    )
  if (layerNorm)
    refuse(
      `${at}.layerNorm`,
      `The readout '${readout.kind}' goes on from the last layer, which can have no layer norm.`,
      remedy,
    )
  if (readout.kind === 'decoder' && head.kind === 'classes') {
    refuse(
      'readout',
      'A decoder feeds back a number, and classes have none.',
      `Choose the readout 'sequence' or 'last'.`,
    )
  }
}

function checkLoss({ head, loss }: ModelSpec): void {
  const losses = {
    point: ['mse', 'mae', 'huber'],
    quantiles: ['pinball'],
    gaussian: ['likelihood'],
    'student-t': ['likelihood'],
    classes: ['cross-entropy'],
  }[head.kind]
  if (!losses.includes(loss.kind)) {
    refuse(
      'loss',
      `The loss '${loss.kind}' does not go with the head '${head.kind}'.`,
      `Choose ${losses.join(', ')}.`,
    )
  }
}

function checkSkip({ skip, head, input, horizon }: ModelSpec): void {
  if (head.kind === 'classes')
    refuse('skip', 'Classes have no location that a skip could add to.', 'Set skip to null.')
  if (skip?.initial.kind === 'seasonal-naive' && skip.initial.season > input.history) {
    refuse(
      'skip.initial.season',
      `The season of ${String(skip.initial.season)} steps is longer than the history of ${String(input.history)}.`,
      'Lengthen the history.',
    )
  }
  if (skip?.initial.kind === 'weights' && skip.initial.values.length !== input.history * horizon) {
    refuse(
      'skip.initial.values',
      `skip.initial.values holds ${String(skip.initial.values.length)} numbers; history times horizon is ${String(input.history * horizon)}.`,
      'Give one number for each pair.',
    )
  }
}

function refuse(field: string, message: string, remedy: string): never {
  throw new EngineError('spec-invalid', message, { field, remedy })
}
