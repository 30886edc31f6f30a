import { memory } from '@tensorflow/tfjs-core'
import { afterAll, describe, expect, it } from 'vitest'
import { compareGradients } from '../../helpers/compare-gradients'
import { networkCases } from '../../helpers/network-cases'
import { executors } from '../../helpers/networks'

describe('the gradients of both executors', () => {
  // Finite differences of every weight take their time on a busy machine.
  it.each(networkCases)('match finite differences in float64: $name', { timeout: 120_000 }, (one) =>
    compareGradients(
      one,
      executors.map(([, create]) => create),
    ),
  )

  afterAll(() => {
    expect(memory().numTensors).toBe(0)
  })
})
