import type { ModelSpec, ReadoutSpec, RecurrentLayer } from './model-spec'

/** The sizes that the data decide and the spec does not. */
export interface NetworkShape {
  /** Input features a step, at least 1; the first is the target's own past. */
  readonly features: number
}

/** Sizes that follow from a spec and a shape; the one place that derives them. */
export interface NetworkSizes {
  /** Steps of the stack: those of a window / segment. */
  readonly steps: number
  /** Features a step of the stack: features · segment. */
  readonly features: number
  /** Width of the input of each dense layer before the stack. */
  readonly beforeInputs: readonly number[]
  /** Width of the input of each recurrent layer. */
  readonly layerInputs: readonly number[]
  /** Width of what the stack puts out. */
  readonly width: number
  /** Numbers that the head takes for one step ahead, before its own formula. */
  readonly raw: number
  /** Numbers that the head puts out for one step ahead. */
  readonly outputs: number
  /** Steps ahead that one row of the head's product holds, and the rows that the horizon takes. */
  readonly piece: number
  readonly pieces: number
}

export const gateCount = { rnn: 1, lstm: 4, gru: 3 } as const

/** Width of a recurrent layer's output. */
export function outputWidth(layer: RecurrentLayer): number {
  return layer.direction === 'concat' ? 2 * layer.units : layer.units
}

/** Whether the top layer's states of all steps go on to the head, not its last one alone. */
export function givesEveryStep({ kind }: ReadoutSpec): boolean {
  return kind === 'sequence' || kind === 'ahead'
}

/** Numbers a step that the head takes. */
export function rawCount(spec: ModelSpec): number {
  switch (spec.head.kind) {
    case 'point':
      return 1
    case 'quantiles':
      return spec.head.levels.length
    case 'gaussian':
      return 2
    case 'student-t':
      return 3
    case 'classes':
      return spec.head.count
  }
}

/** Steps of a window as the network is given it: the history, and the horizon where the stack reads on. */
export function windowSteps({ input, readout, horizon }: ModelSpec): number {
  const { history, segment } = input
  return history + (readout.kind === 'ahead' ? segment * Math.ceil(horizon / segment) : 0)
}

export function networkSizes(spec: ModelSpec, shape: NetworkShape): NetworkSizes {
  const { segment } = spec.input
  const features = shape.features * segment
  const beforeInputs = [features, ...spec.before.map(({ units }) => units)]
  const stackInput = beforeInputs[spec.before.length]
  const layerInputs = [stackInput, ...spec.layers.map(outputWidth)]
  const raw = rawCount(spec)
  const piece = { last: spec.horizon, sequence: 1, decoder: 1, positions: segment, ahead: segment }[
    spec.readout.kind
  ]
  return {
    steps: windowSteps(spec) / segment,
    features,
    beforeInputs: beforeInputs.slice(0, -1),
    layerInputs: layerInputs.slice(0, -1),
    width: layerInputs[spec.layers.length],
    raw,
    outputs: raw,
    piece,
    pieces: Math.ceil(spec.horizon / piece),
  }
}
