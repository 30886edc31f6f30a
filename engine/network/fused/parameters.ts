import type { ModelSpec } from '../../spec/model-spec'
import type { NetworkShape } from '../network'
import { sizeOf, weightLayout, type WeightEntry } from '../../spec/weight-layout'
import type { Arena } from './arena'
import { pad4 } from './arena'

/** A weight tensor and where it begins, in floats from the start of any of the flat copies. */
export interface Parameter extends WeightEntry {
  readonly offset: number
  readonly size: number
}

/** All weights one after another, each padded to 4 floats; gradients and moments are laid out alike. */
export interface Parameters {
  readonly list: readonly Parameter[]
  /** Floats of one flat copy. */
  readonly count: number
  readonly weights: number
  readonly averages: number
  readonly gradients: number
  readonly pending: number
  readonly first: number
  readonly second: number
  /** One copy of gradients for each shard, `count` floats apart. */
  readonly shards: number
  find(name: string): Parameter
  has(name: string): boolean
}

export function layoutParameters(
  spec: ModelSpec,
  shape: NetworkShape,
  shardCount: number,
  arena: Arena,
): Parameters {
  let count = 0
  const list = weightLayout(spec, shape).map((entry): Parameter => {
    const size = sizeOf(entry.shape)
    const offset = count
    count += pad4(size)
    return { ...entry, offset, size }
  })
  const byName = new Map(list.map((parameter) => [parameter.name, parameter]))
  return {
    list,
    count,
    weights: arena.floats(count),
    averages: spec.averageDecay === null ? 0 : arena.floats(count),
    gradients: arena.floats(count),
    pending: spec.accumulation > 1 ? arena.floats(count) : 0,
    first: arena.floats(count),
    second: spec.optimizer.kind === 'sgd' ? 0 : arena.floats(count),
    shards: arena.floats(count * shardCount),
    find(name) {
      const parameter = byName.get(name)
      if (parameter === undefined) throw new Error(`The network has no weight ${name}.`)
      return parameter
    },
    has: (name) => byName.has(name),
  }
}
