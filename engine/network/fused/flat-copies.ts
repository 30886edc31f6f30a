import { EngineError } from '../../errors'
import { sizeOf } from '../../spec/weight-layout'
import type { WeightTensor } from '../network'
import type { Machine } from './machine'
import type { Parameters } from './parameters'

/** The tensors of the flat copy at address `from`, copied out; their names begin with `prefix`. */
export function readTensors(
  { f32 }: Machine,
  { list }: Parameters,
  from: number,
  prefix = '',
): WeightTensor[] {
  return list.map(({ offset, size, name, shape }) => ({
    name: prefix + name,
    shape,
    values: f32.slice(from / 4 + offset, from / 4 + offset + size),
  }))
}

/**
 * Copies tensors by name into the flat copy at address `to`.
 * @throws EngineError `request-invalid` if one is missing or of another size.
 */
export function writeTensors(
  { f32 }: Machine,
  { list }: Parameters,
  to: number,
  tensors: readonly WeightTensor[],
  prefix = '',
): void {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]))
  for (const { name, shape, offset } of list) {
    const tensor = byName.get(prefix + name)
    if (tensor?.values.length !== sizeOf(shape)) {
      throw new EngineError(
        'request-invalid',
        `The weights have no ${prefix}${name} of shape [${shape.join(', ')}].`,
        {
          field: prefix + name,
          remedy: 'Use weights of a network with the same spec and features.',
        },
      )
    }
    f32.set(tensor.values, to / 4 + offset)
  }
}
