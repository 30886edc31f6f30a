import { createRandom, type Random } from '../random'
import type { ModelSpec } from '../spec/model-spec'
import { sizeOf, weightShapes } from '../spec/weight-shapes'
import type { WeightTensor } from './network'

/**
 * The weights that a network starts from, drawn from the spec's seed in Keras' layout and by Keras' rules:
 * kernels Glorot uniform, recurrent kernels orthogonal, biases zero but for the LSTM's forget gate, which
 * starts at 1 (Jozefowicz et al. 2015). Each tensor has a stream of its own, named after it, so that
 * widening one layer leaves the draws of the others as they are.
 */
export function initialWeights(spec: ModelSpec, features: number): readonly WeightTensor[] {
  const random = createRandom(spec.seed).split('weights')
  return weightShapes(spec, features).map(({ name, shape }) => {
    const stream = random.split(name)
    if (name.endsWith('.recurrentKernel')) {
      return { name, shape, values: orthogonal(shape[0], shape[1], stream) }
    }
    if (name.endsWith('.kernel')) return { name, shape, values: glorotUniform(shape, stream) }
    return { name, shape, values: initialBias(spec, name, sizeOf(shape)) }
  })
}

/** Uniform in ±√(6 / (rows + columns)) (Glorot & Bengio 2010). */
function glorotUniform(shape: readonly number[], random: Random): Float32Array {
  const limit = Math.sqrt(6 / (shape[0] + shape[1]))
  return Float32Array.from({ length: sizeOf(shape) }, () => (2 * random.uniform() - 1) * limit)
}

/** Zeros, with ones for the forget gate, the second of the LSTM's four blocks. */
function initialBias(spec: ModelSpec, name: string, size: number): Float32Array {
  const bias = new Float32Array(size)
  const owner = spec.layers.find((_, index) => name === `layers[${String(index)}].bias`)
  if (owner?.kind === 'lstm') bias.fill(1, owner.units, 2 * owner.units)
  return bias
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
