import { describe, expect, it } from 'vitest'
import type { GradientFlow } from '../../../engine/network/network'
import { defaultLayer } from '../../../engine/spec/default-layer'
import { defaultSpec } from '../../../engine/spec/default-spec'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import {
  cellMiddle,
  heatColour,
  heatOf,
  xrayRows,
  xrayTicks,
} from '../../../renderer/src/views/train/xray-rows'
import { xrayLabel, xrayWords } from '../../../renderer/src/views/train/xray-text'

const daily = { kind: 'daily', multiple: 1 } as const
const steps = 30

const specOf = (changes: Partial<ModelSpec> = {}): ModelSpec => ({
  ...defaultSpec(),
  layers: [defaultLayer('rnn', { units: 32 })],
  input: { history: steps, segment: 1 },
  ...changes,
})

/** One layer for each factor: the norm shrinks by it with each step back from 2. */
const flowOf = (...factors: readonly number[]): GradientFlow => ({
  layers: factors.map((factor) => ({
    norms: Float32Array.from({ length: steps }, (_, step) => 2 * factor ** (steps - 1 - step)),
    saturation: 0,
  })),
})

const wordsOf = (spec: ModelSpec, flow: GradientFlow) =>
  xrayWords(spec, daily, flow, xrayRows(spec, flow))

describe('the rows', () => {
  it('are relative to the last step and marked where all before is under 1 %', () => {
    const [row] = xrayRows(specOf(), flowOf(0.5))
    expect(row.shares?.at(-1)).toBe(1)
    expect(row.shares?.at(-4)).toBeCloseTo(0.125, 6)
    // 0.5⁶ = 1.6 %, 0.5⁷ = 0.8 %.
    expect(row).toMatchObject({ label: 'layer 1 · 32', cell: 'SimpleRNN', markBack: 7 })
  })
  it('have no mark where 1 % reaches the first step, even over a dip', () => {
    expect(xrayRows(specOf(), flowOf(0.95))[0].markBack).toBeNull()
    const flow = flowOf(1)
    flow.layers[0].norms[12] = 0
    expect(xrayRows(specOf(), flow)[0].markBack).toBeNull()
  })
  it('say when no gradient arrives at all', () => {
    expect(xrayRows(specOf(), flowOf(0))[0].shares).not.toBeNull()
    const dead = { layers: [{ norms: new Float32Array(steps), saturation: 1 }] }
    expect(xrayRows(specOf(), dead)[0]).toMatchObject({ shares: null, markBack: null })
    expect(wordsOf(specOf(), dead).lead).toBe('No gradient reaches layer 1.')
  })
})

describe('the scale', () => {
  it('spans four decades, evenly in the logarithm', () => {
    expect([1e-6, 1e-4, 1e-3, 1e-2, 1e-1, 1, 50].map(heatOf)).toEqual([
      0,
      0,
      expect.closeTo(0.25, 9),
      expect.closeTo(0.5, 9),
      expect.closeTo(0.75, 9),
      1,
      1,
    ])
    expect(heatOf(NaN)).toBe(0)
    expect(heatOf(Infinity)).toBe(1)
  })
  it('mixes neighbours of one hue', () => {
    expect(heatColour(0)).toBe('color-mix(in srgb, var(--heat-m) 0%, var(--heat-0))')
    expect(heatColour(0.1)).toBe('color-mix(in srgb, var(--heat-1) 50%, var(--heat-m))')
    expect(heatColour(1)).toBe('color-mix(in srgb, var(--heat-1) 100%, var(--heat-m))')
  })
})

it('labels round steps back, the last one 0, in the middle of their cells', () => {
  expect(xrayTicks(30)).toEqual([25, 20, 15, 10, 5, 0])
  expect(xrayTicks(4)).toEqual([3, 2, 1, 0])
  expect(xrayTicks(1)).toEqual([0])
  expect(cellMiddle(0, 4)).toBe(87.5)
  expect(cellMiddle(3, 4)).toBe(12.5)
})

describe('the words', () => {
  it('name what a SimpleRNN forgets, with numbers and remedy', () => {
    expect(wordsOf(specOf(), flowOf(0.57))).toEqual({
      lead: 'SimpleRNN forgets.',
      text:
        'Left of the mark under 1 % of the gradient survives: 9 days back in layer 1. ' +
        'Gradients of layer 1 (SimpleRNN) vanish (below 0.1 %) beyond about 12 steps: 29 steps back they are ' +
        '0.000000083 times those of the last (× 0.57 a step). ' +
        'Use LSTM or GRU, or a shorter history.',
      marked: true,
    })
  })
  it('put an explosion before what vanishes', () => {
    const layers = [defaultLayer('rnn', { units: 32 }), defaultLayer('gru', { units: 8 })]
    const { lead, text } = wordsOf(specOf({ layers, clipNorm: null }), flowOf(0.5, 1.5))
    expect(lead).toBe('Gradients explode.')
    expect(text).toMatch(
      /^Left of the mark .* 7 days back in layer 1\. Gradients of layer 2 \(GRU\) explode/,
    )
  })
  it('say so when nothing is lost', () => {
    const { lead, text, marked } = wordsOf(specOf(), flowOf(0.98))
    expect(lead).toBe('Nothing vanishes.')
    expect(text).toMatch(/reach back over the whole history: 29 steps back they are 0\.56 times/)
    expect(marked).toBe(false)
  })
  it('count segments where a cell is one', () => {
    const spec = specOf({ input: { history: 60, segment: 2 } })
    expect(wordsOf(spec, flowOf(0.5)).text).toContain('7 segments back in layer 1')
  })
  it('tell the picture to those who do not see it', () => {
    const rows = xrayRows(specOf(), flowOf(0.5))
    expect(xrayLabel(specOf(), daily, rows)).toBe(
      'Gradient by layer and step back. SimpleRNN layer 1 · 32: 0.0000000019 times the last ' +
        "step's gradient 29 days back, under 1 % from 7 days back on.",
    )
  })
})
