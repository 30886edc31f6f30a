import { describe, expect, it } from 'vitest'
import { memorySpan, spanInWords } from '../../../engine/explain/memory-span'
import { defaultLayer } from '../../../engine/spec/default-layer'
import { createFused, smallSpec } from '../../helpers/networks'
import { windowsOf } from '../../helpers/windows'

const spec = smallSpec({
  layers: [defaultLayer('rnn', { units: 1 })],
  input: { history: 30, segment: 1 },
  horizon: 1,
})
// Steps that have little to do with one another, so that each is told apart.
const noise = Float64Array.from({ length: 200 }, (_, t) => Math.sin(7.3 * t * t))
const pause = (): Promise<void> => Promise.resolve()

/** h ← 0.01·x + u·h, near linear: an input k steps before the last moves the forecast by uᵏ⁻¹. */
async function spanOf(u: number, head = 1) {
  const network = await createFused(spec, { features: 1 })
  const values: Record<string, number> = {
    'layers[0].kernel': 0.01,
    'layers[0].recurrentKernel': u,
    'layers[0].bias': 0,
    'head.kernel': head,
    'head.bias': 0,
  }
  network.setWeights(
    (await network.weights()).map((weight) => ({
      ...weight,
      values: Float32Array.of(values[weight.name]),
    })),
  )
  const span = await memorySpan(network, spec, windowsOf(noise, spec), pause)
  network.dispose()
  return span
}

describe('memorySpan', () => {
  it('finds how far back an input moves the forecast by a twentieth of the most', async () => {
    // 0.7ᵏ⁻¹ ≥ 0.05 up to k = 1 + ln(20) / -ln(0.7) = 9.4.
    const span = await spanOf(0.7)
    expect(span.steps).toBeGreaterThanOrEqual(9)
    expect(span.steps).toBeLessThanOrEqual(10)
    for (let k = 1; k < 12; k++) {
      expect(span.effects[k] / span.effects[0]).toBeCloseTo(0.7 ** k, 1)
    }
    expect(spanInWords(span, { kind: 'daily', multiple: 1 })).toBe(
      `about ${String(span.steps)} days`,
    )
  })

  it('says so when it reaches to the window’s edge, or nowhere', async () => {
    const whole = await spanOf(1)
    expect(whole.steps).toBe(30)
    expect(spanInWords(whole, { kind: 'hourly', multiple: 1 })).toBe(
      'the whole history of 30 hours',
    )
    expect((await spanOf(0.5, 0)).steps).toBe(0)
  })
})
