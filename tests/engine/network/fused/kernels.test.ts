import { describe, expect, it } from 'vitest'
import { dropoutMask } from '../../../../engine/network/dropout-mask'
import {
  compileKernels,
  createMachine,
  createMemory,
} from '../../../../engine/network/fused/machine'
import { createRandom } from '../../../../engine/random'
import { readKernelBuilds } from '../../../helpers/kernel-builds'

const machine = createMachine(compileKernels(readKernelBuilds()), createMemory(1 << 20))
const { kernels, f32 } = machine
const [a, b, c, zeros] = [1 << 16, 1 << 17, 1 << 18, 1 << 19]
const random = createRandom(3)
const fill = (at: number, count: number): Float32Array => {
  const view = f32.subarray(at / 4, at / 4 + count)
  for (let i = 0; i < count; i++) view[i] = random.normal()
  return view
}

describe('gemm', () => {
  it.each([
    [4, 8, 1],
    [8, 16, 37],
    [20, 24, 9],
  ])('multiplies [%d × k] by [k × %d], k = %d', (m, n, k) => {
    const lda = k + 3
    const left = fill(a, m * lda)
    const right = fill(b, k * n)
    kernels.packPanels(b, n, k, n, c, k * 8)
    const to = c + 4 * k * n + 64
    kernels.gemm(a, lda, c, k * 8, to, n, zeros, 0, m, n, k)
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0
        for (let l = 0; l < k; l++) sum += left[i * lda + l] * right[l * n + j]
        expect(f32[to / 4 + i * n + j]).toBeCloseTo(sum, 4)
      }
    }
  })

  it('adds Aᵀ G over more rows than a block', () => {
    const [k, n, m] = [8, 16, 101]
    const left = fill(a, m * k)
    const right = fill(b, m * n)
    kernels.zero(c, k * n)
    kernels.gemmTn(a, k, b, n, c, n, k, n, m)
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0
        for (let r = 0; r < m; r++) sum += left[r * k + i] * right[r * n + j]
        expect(f32[c / 4 + i * n + j]).toBeCloseTo(sum, 3)
      }
    }
  })
})

describe('the activations', () => {
  it.each([
    [1, Math.tanh],
    [3, (x: number) => 1 / (1 + Math.exp(-x))],
  ] as const)('are within 3.2e-7 of the function: kind %d', (kind, exact) => {
    const count = 40_000
    const values = f32.subarray(a / 4, a / 4 + count)
    const given = Float32Array.from({ length: count }, (_, i) => (i - count / 2) / 1000)
    values.set(given)
    kernels.activate(a, count, kind)
    let worst = 0
    values.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(value - exact(given[i])))
    })
    expect(worst).toBeLessThan(3.2e-7)
  })

  it('keep NaN and hold at infinity', () => {
    for (const kind of [1, 3]) {
      f32.set([NaN, Infinity, -Infinity, 0], a / 4)
      kernels.activate(a, 4, kind)
      expect(f32[a / 4]).toBeNaN()
      expect(f32[a / 4 + 1]).toBeCloseTo(1, 6)
      expect(f32[a / 4 + 2]).toBeCloseTo(kind === 1 ? -1 : 0, 6)
    }
  })
})

describe('the dropout mask', () => {
  it('is the one that TypeScript draws, from any row on', () => {
    const [rows, columns, first, rate] = [6, 11, 5, 0.3]
    const key = [0x9e3779b9, 0xffffffff] as const
    kernels.dropoutMask(
      a,
      16,
      rows,
      columns,
      first,
      key[0],
      key[1],
      Math.ceil(rate * 2 ** 32),
      1 / (1 - rate),
    )
    const all = dropoutMask(first + rows, columns, rate, key)
    for (let r = 0; r < rows; r++) {
      const from = a / 4 + r * 16
      expect(f32.slice(from, from + columns)).toEqual(
        all.slice((first + r) * columns, (first + r + 1) * columns),
      )
    }
  })
})
