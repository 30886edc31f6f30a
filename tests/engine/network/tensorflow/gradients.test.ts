import { memory } from '@tensorflow/tfjs-core'
import { afterAll, describe, expect, it } from 'vitest'
import { compareGradients } from '../../../helpers/compare-gradients'
import { networkCases } from '../../../helpers/network-cases'
import { createNetwork } from '../../../helpers/networks'

describe('the gradients of the TensorFlow.js network', () => {
  it.each(networkCases)('match finite differences in float64: $name', { timeout: 60_000 }, (one) =>
    compareGradients(one.spec, one.batch, 1e-4, createNetwork),
  )

  afterAll(() => {
    expect(memory().numTensors).toBe(0)
  })
})
