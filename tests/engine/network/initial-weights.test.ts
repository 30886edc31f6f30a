import { describe, expect, it } from 'vitest'
import { initialWeights, orthogonal } from '../../../engine/network/initial-weights'
import { createRandom } from '../../../engine/random'
import { smallSpec } from '../../helpers/networks'

const spec = smallSpec({
  layers: [
    { kind: 'lstm', units: 6, dropout: 0 },
    { kind: 'gru', units: 5, dropout: 0 },
  ],
})

describe('initialWeights', () => {
  const weights = initialWeights(spec, 2)

  it('stands in the order and layout of Keras', () => {
    expect(weights.map(({ name, shape }) => [name, ...shape])).toEqual([
      ['layers[0].kernel', 2, 24],
      ['layers[0].recurrentKernel', 6, 24],
      ['layers[0].bias', 24],
      ['layers[1].kernel', 6, 15],
      ['layers[1].recurrentKernel', 5, 15],
      ['layers[1].bias', 2, 15],
      ['head.kernel', 5, 3],
      ['head.bias', 3],
    ])
    for (const { shape, values } of weights) {
      expect(values).toHaveLength(shape.reduce((product, side) => product * side, 1))
    }
  })

  it('opens the forget gate of an LSTM and leaves all other biases at zero', () => {
    const ones = Array<number>(6).fill(1)
    const zeros = (count: number) => Array<number>(count).fill(0)
    expect([...weights[2].values]).toEqual([...zeros(6), ...ones, ...zeros(12)])
    expect([...weights[5].values]).toEqual(zeros(30))
    expect([...weights[7].values]).toEqual(zeros(3))
  })

  it("fills kernels to Glorot's limit and no further", () => {
    const limit = Math.sqrt(6 / (2 + 24))
    const largest = Math.max(...weights[0].values.map(Math.abs))
    expect(largest).toBeLessThanOrEqual(Math.fround(limit))
    expect(largest).toBeGreaterThan(0.8 * limit)
  })

  it('depends on the seed, and a tensor not on its neighbours', () => {
    expect(initialWeights(spec, 2)).toEqual(weights)
    expect(initialWeights({ ...spec, seed: 12 }, 2)[0].values).not.toEqual(weights[0].values)
    const longer = initialWeights({ ...spec, horizon: 9 }, 2)
    expect(longer[4].values).toEqual(weights[4].values)
  })
})

describe('orthogonal', () => {
  it('has orthonormal rows', () => {
    const [rows, columns] = [7, 21]
    const matrix = orthogonal(rows, columns, createRandom(4))
    for (let a = 0; a < rows; a++) {
      for (let b = 0; b < rows; b++) {
        let product = 0
        for (let k = 0; k < columns; k++)
          product += matrix[a * columns + k] * matrix[b * columns + k]
        expect(product).toBeCloseTo(a === b ? 1 : 0, 6)
      }
    }
  })
})
