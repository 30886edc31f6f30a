import { createRandom, type Random } from '../random'
import type { ModelSpec } from '../spec/model-spec'
import type { NetworkShape, WeightTensor } from './network'
import { sizeOf, weightLayout, type WeightEntry } from '../spec/weight-layout'

/**
 * The weights that a network starts from, drawn from the spec's seed by the rules of the weight layout. Each
 * tensor has a stream of its own, named after it, so that widening one layer leaves the draws of the others
 * as they are.
 */
export function initialWeights(spec: ModelSpec, shape: NetworkShape): readonly WeightTensor[] {
  const random = createRandom(spec.seed).split('weights')
  return weightLayout(spec, shape).map((entry) => ({
    name: entry.name,
    shape: entry.shape,
    values: draw(entry, random.split(entry.name)),
  }))
}

function draw({ initial, shape }: WeightEntry, random: Random): Float32Array {
  const size = sizeOf(shape)
  switch (initial.kind) {
    case 'zeros':
      return new Float32Array(size)
    case 'ones':
      return new Float32Array(size).fill(1)
    case 'values':
      return initial.values
    case 'forget-bias':
      return new Float32Array(size).fill(1, initial.units, 2 * initial.units)
    case 'normal':
      return Float32Array.from({ length: size }, () => initial.deviation * random.normal())
    case 'glorot': {
      const limit = initial.factor * Math.sqrt(6 / (shape[0] + shape[1]))
      return Float32Array.from({ length: size }, () => (2 * random.uniform() - 1) * limit)
    }
    case 'orthogonal':
      return orthogonal(shape[0], shape[1], random)
  }
}

/**
 * A matrix `[rows, columns]`, rows ≤ columns, whose rows are orthonormal and uniformly distributed (Saxe et
 * al. 2014): normal draws made orthogonal by Gram and Schmidt's modified process in float64. Its diagonal is
 * positive by construction, which is the sign rule that makes the distribution uniform (Mezzadri 2007).
 */
export function orthogonal(rows: number, columns: number, random: Random): Float32Array {
  const basis = Array.from({ length: rows }, () =>
    Float64Array.from({ length: columns }, () => random.normal()),
  )
  basis.forEach((row, index) => {
    for (let earlier = 0; earlier < index; earlier++) {
      const direction = basis[earlier]
      const overlap = dot(row, direction)
      for (let k = 0; k < columns; k++) row[k] -= overlap * direction[k]
    }
    const length = Math.sqrt(dot(row, row))
    for (let k = 0; k < columns; k++) row[k] /= length
  })
  const values = new Float32Array(rows * columns)
  basis.forEach((row, index) => values.set(row, index * columns))
  return values
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}
