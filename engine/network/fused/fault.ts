import type { Batch, Fault } from '../network'
import type { Machine } from './machine'
import type { Parameters } from './parameters'

/** Where numbers stopped being numbers: in the input, else in a weight, else in the first gradient that did. */
export function findFault(
  { f32 }: Machine,
  { list, weights, gradients }: Parameters,
  { inputs, size }: Batch,
  window: number,
): Fault {
  const finite = (values: Float32Array, from: number, count: number): boolean => {
    for (let i = from; i < from + count; i++) if (!Number.isFinite(values[i])) return false
    return true
  }
  if (!finite(inputs, 0, size * window)) return { layer: 'input', where: 'input' }
  const broken = (at: number): string | undefined =>
    list.find(({ offset, size: own }) => !finite(f32, at / 4 + offset, own))?.layer
  const weight = broken(weights)
  if (weight !== undefined) return { layer: weight, where: 'weights' }
  return { layer: broken(gradients) ?? 'head', where: 'gradient' }
}
