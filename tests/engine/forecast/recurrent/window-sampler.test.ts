import { describe, expect, it } from 'vitest'
import { prepareSeries } from '../../../../engine/forecast/recurrent/prepared-series'
import {
  windowFeatures,
  windowSampler,
  writeWindow,
  type WindowShape,
} from '../../../../engine/forecast/recurrent/window-sampler'
import { createRandom } from '../../../../engine/random'
import { seriesOf } from '../../../helpers/panels'

const shape: WindowShape = { history: 6, horizon: 3, season: 2, scale: 'last', scaledLoss: false }
const columns = (inputs: Float32Array, feature: number): number[] =>
  Array.from(inputs.filter((_, i) => i % windowFeatures === feature))

describe('prepareSeries', () => {
  it('trims missing values at the start and fills the others from a season ago', () => {
    const { values, filled } = prepareSeries(seriesOf('a', [NaN, 1, NaN, 3, 4, NaN, NaN]), 2)
    expect(Array.from(values)).toEqual([1, NaN, 3, 4, NaN, NaN])
    expect(Array.from(filled)).toEqual([1, 1, 3, 4, 3, 4])
  })
})

describe('writeWindow', () => {
  it('holds the values before its end and says which were observed', () => {
    const series = prepareSeries(seriesOf('a', [9, 1, 2, NaN, 4, 5, 6, 7]), 2)
    const inputs = new Float32Array(6 * windowFeatures)
    writeWindow(series, 7, shape, inputs, 0)
    expect(columns(inputs, 0)).toEqual([1, 2, 1, 4, 5, 6].map((value) => value - 6))
    expect(columns(inputs, 1)).toEqual([1, 1, 0, 1, 1, 1])
  })

  it('puts copies of the first season before the start, in phase', () => {
    const series = prepareSeries(seriesOf('a', [1, 5, 2, 6, 3]), 2)
    const inputs = new Float32Array(6 * windowFeatures)
    writeWindow(series, 3, shape, inputs, 0)
    expect(columns(inputs, 0)).toEqual([5, 1, 5, 1, 5, 2].map((value) => value - 2))
    expect(columns(inputs, 1)).toEqual([0, 0, 0, 1, 1, 1])
  })

  it.each(['ratio', 'log', 'std', 'last'] as const)(
    'reads nothing at or after its end: %s',
    (scale) => {
      const known = [3, 1, 4, 1, 5, 9, 2, 6]
      const series = prepareSeries(seriesOf('a', [...known, 5, 3, 5]), 2)
      const other = { ...series, ...cutAndFilled([...known, 1e6, NaN, -7]) }
      const [a, b] = [series, other].map((each) => {
        const inputs = new Float32Array(6 * windowFeatures)
        writeWindow(each, known.length, { ...shape, scale }, inputs, 0)
        return inputs
      })
      expect(b).toEqual(a)
    },
  )
})

describe('windowSampler', () => {
  const long = prepareSeries(
    seriesOf(
      'long',
      Array.from({ length: 40 }, (_, t) => 1000 + t),
    ),
    2,
  )
  const short = prepareSeries(seriesOf('short', [1, 2, 3, 4, 5, 6]), 2)
  const none = prepareSeries(seriesOf('too short', [1, 2, 3, 4]), 2)

  it('draws series alike, however long, and leaves out those without a step to learn', () => {
    const sampler = windowSampler([long, short, none], shape, 500, createRandom(1))
    const batch = sampler?.next()
    const flags = batch === undefined ? [] : columns(batch.inputs, 1)
    // Windows of the short series always reach before its start.
    let padded = 0
    for (let row = 0; row < 500; row++) if (flags[row * 6] === 0) padded += 1
    expect(padded).toBeGreaterThan(220)
    expect(padded).toBeLessThan(310)
    expect(windowSampler([none], shape, 4, createRandom(1))).toBeNull()
  })

  it('draws every end and masks the targets after the last value', () => {
    const sampler = windowSampler([short], shape, 200, createRandom(2))
    const { targets, size } = sampler?.next() ?? { targets: new Float32Array(), size: 0 }
    const rows = new Set<string>()
    for (let row = 0; row < size; row++) rows.add(targets.subarray(row * 3, row * 3 + 3).join())
    expect([...rows].sort()).toEqual(['1,2,NaN', '1,NaN,NaN'])
  })

  it('draws the same batches from the same seed', () => {
    const draw = (seed: number): Float32Array | undefined =>
      windowSampler([long, short], shape, 8, createRandom(seed))?.next().inputs
    expect(draw(3)).toEqual(draw(3))
    expect(draw(4)).not.toEqual(draw(3))
  })
})

function cutAndFilled(values: readonly number[]): { values: Float64Array; filled: Float64Array } {
  const { values: own, filled } = prepareSeries(seriesOf('a', values), 2)
  return { values: own, filled }
}
