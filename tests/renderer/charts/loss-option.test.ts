import { describe, expect, it } from 'vitest'
import { lossText, type LossChartData } from '../../../renderer/src/charts/loss-data'
import { lastEpochShown, lossOption, lossRange } from '../../../renderer/src/charts/loss-option'
import { renderSvg, textsOf } from './render-svg'

const size = { width: 800, height: 300 }
const data: LossChartData = {
  curve: [
    { epoch: 1, training: 0.77, validation: 0.8 },
    { epoch: 2, training: 0.5, validation: 0.424 },
    { epoch: 3, training: 0.4, validation: 0.457 },
  ],
  refit: [],
  bestEpoch: 2,
  stopsAfter: 14,
  epochs: 60,
  scale: 'log',
}

it('writes losses in three digits', () => {
  expect([0.4244, 0.000213, 12.44, 0, NaN].map(lossText)).toEqual([
    '0.424',
    '0.000213',
    '12.4',
    '0',
    'not a number',
  ])
})

describe('the epoch axis', () => {
  it('leaves room to the stop while it runs, never beyond the most epochs', () => {
    expect(lastEpochShown(data)).toBe(15)
    expect(lastEpochShown({ ...data, epochs: 12 })).toBe(12)
  })
  it('ends at the last epoch when it is over', () => {
    expect(lastEpochShown({ ...data, stopsAfter: null })).toBe(3)
  })
})

describe('the loss axis', () => {
  it('has ticks at round losses in logarithms', () => {
    const wide = { epoch: 4, training: 0.1, validation: 0.3 }
    const { ticks } = lossRange({ ...data, curve: [...data.curve, wide] })
    expect(ticks.map((tick) => 10 ** tick)).toEqual(
      [0.125, 0.25, 0.5].map((v) => expect.closeTo(v)),
    )
  })
  it('leaves out losses without a logarithm', () => {
    const diverged = { epoch: 4, training: NaN, validation: 0 }
    const range = lossRange({ ...data, curve: [...data.curve, diverged] })
    expect(Number.isFinite(range.min) && Number.isFinite(range.max)).toBe(true)
  })
})

it('labels both ends and the best epoch', () => {
  const texts = textsOf(renderSvg(lossOption(data), size))
  for (const text of [
    'Validation 0.457',
    'Training 0.400',
    'Best 0.424 at epoch 2',
    'Stops here unless it improves',
  ]) {
    expect(texts).toContain(text)
  }
})

it('draws before the first epoch', () => {
  const empty: LossChartData = { ...data, curve: [], bestEpoch: null, stopsAfter: null }
  expect(() => renderSvg(lossOption(empty), size)).not.toThrow()
})
