import type { ModelSpec } from '../../spec/model-spec'
import type { NetworkShape } from '../network'
import { networkSizes, windowSteps, type NetworkSizes } from '../../spec/network-sizes'
import { createArena, pad4, pad8 } from './arena'
import { cellWeights, type CellWeights } from './cell-weights'
import { denseWeights, type DenseWeights } from './dense'
import { firstFreeByte, type Machine } from './machine'
import { layoutParameters, type Parameters } from './parameters'

/** Words of the control block at the start of the arena; see kernel-threads.ts. */
export const controlWords = 64

/** What all threads share: weights, their packed copies, the batch, and where each of them lies. */
export interface SharedPlan {
  readonly spec: ModelSpec
  readonly shape: NetworkShape
  readonly sizes: NetworkSizes
  readonly parameters: Parameters
  /** Windows that fit at once. */
  readonly capacity: number
  /** Rows of a shard, a multiple of 4, and the shards of a full batch: both independent of the threads. */
  readonly rows: number
  readonly shardCount: number
  readonly control: number
  /** A row of zeros, as long as any. */
  readonly zeros: number
  readonly inputs: number
  readonly targets: number
  readonly sampleWeights: number
  readonly lengths: number
  /** Valid steps of the stack for each window. */
  readonly stackLengths: number
  /** `[capacity][horizon][outputs]`. */
  readonly outputs: number
  /** For each shard: the sum of its losses, and saturated and all gates of each layer, float64. */
  readonly results: number
  readonly resultWords: number
  /** ‖∂L/∂h_t‖² summed over the rows of a shard: `[shards][layers][steps]`, float64. */
  readonly norms: number
  readonly before: readonly DenseWeights[]
  /** One a direction for each recurrent layer. */
  readonly cells: readonly (readonly CellWeights[])[]
  readonly head: DenseWeights
  readonly decoder: DenseWeights | null
  readonly skip: DenseWeights | null
  /** Packs the weights of one flat copy for the kernels. */
  pack(machine: Machine, from: number): void
  /** First byte after all this. */
  readonly end: number
}

/** Rows of a shard: about a quarter of the batch, so that four threads have work and the bits do not change. */
export function shardRows(batchSize: number): number {
  return pad4(Math.max(4, Math.ceil(batchSize / (batchSize < 16 ? 1 : 4))))
}

export function sharedPlan(spec: ModelSpec, shape: NetworkShape): SharedPlan {
  const sizes = networkSizes(spec, shape)
  const rows = shardRows(spec.batchSize)
  const shardCount = Math.ceil(spec.batchSize / rows)
  const capacity = rows * shardCount
  const arena = createArena(firstFreeByte)
  const control = arena.floats(controlWords)
  const parameters = layoutParameters(spec, shape, shardCount, arena)
  const widest = Math.max(...parameters.list.map((entry) => entry.shape[entry.shape.length - 1]))
  const zeros = arena.floats(pad8(widest) + 8 * 4 + 64)
  const layerCount = spec.layers.length
  const trainedBefore = (index: number): boolean => index > 0 || spec.before.length > 0
  const before = spec.before.map((_, index) =>
    denseWeights(`before[${String(index)}]`, index > 0, parameters, zeros, arena),
  )
  const cells = spec.layers.map((layer, index) => {
    const owners = [`layers[${String(index)}]`]
    if (layer.direction !== 'forward') owners.push(`layers[${String(index)}].backward`)
    const readsReadout =
      index === layerCount - 1 && ['positions', 'decoder'].includes(spec.readout.kind)
    const back = trainedBefore(index) || readsReadout
    return owners.map((owner) =>
      cellWeights(layer, owner, sizes.layerInputs[index], back, parameters, arena),
    )
  })
  const head = denseWeights('head', true, parameters, zeros, arena)
  const decoder =
    spec.readout.kind === 'decoder' ? denseWeights('readout', true, parameters, zeros, arena) : null
  const skip = spec.skip === null ? null : denseWeights('skip', false, parameters, zeros, arena)
  const resultWords = 1 + 2 * layerCount
  const steps = sizes.steps
  const packed = [...before, ...cells.flat(), head, decoder, skip]
  return {
    spec,
    shape,
    sizes,
    parameters,
    capacity,
    rows,
    shardCount,
    control,
    zeros,
    before,
    cells,
    head,
    decoder,
    skip,
    inputs: arena.floats(capacity * windowSteps(spec) * shape.features),
    targets: arena.floats(capacity * spec.horizon),
    sampleWeights: arena.floats(capacity),
    lengths: arena.floats(capacity),
    stackLengths: arena.floats(capacity),
    outputs: arena.floats(capacity * spec.horizon * sizes.outputs),
    results: arena.floats(2 * resultWords * shardCount),
    resultWords,
    norms: arena.floats(2 * shardCount * layerCount * steps),
    pack(machine, from) {
      for (const weights of packed) weights?.pack(machine, from)
    },
    end: arena.end(),
  }
}
