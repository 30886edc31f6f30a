import type { Batch, Fault, WeightTensor } from '../network'
import type { WeightEntry } from '../../spec/weight-layout'

/**
 * Where numbers stopped being numbers: in the input, else in a weight, else in the gradient of the layer that
 * comes first. `weights` and `gradients` stand in the order of `layout`.
 */
export function findFault(
  layout: readonly WeightEntry[],
  { inputs }: Batch,
  weights: readonly WeightTensor[],
  gradients: readonly Float32Array[],
): Fault {
  const finite = (values: Float32Array): boolean => values.every((value) => Number.isFinite(value))
  if (!finite(inputs)) return { layer: 'input', where: 'input' }
  const weight = weights.findIndex(({ values }) => !finite(values))
  if (weight >= 0) return { layer: layout[weight].layer, where: 'weights' }
  const gradient = gradients.findIndex((values) => !finite(values))
  return { layer: gradient >= 0 ? layout[gradient].layer : 'head', where: 'gradient' }
}
