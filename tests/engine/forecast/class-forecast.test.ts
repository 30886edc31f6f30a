import { describe, expect, it } from 'vitest'
import { proveNoLeak } from '../../../engine/evaluate/leak-proof'
import { forecastClasses } from '../../../engine/forecast/class-forecast'
import { judgeClasses } from '../../../engine/forecast/class-verdict'
import { labelClasses } from '../../../engine/forecast/class-labels'
import { suggestSpec } from '../../../engine/forecast/suggest-spec'
import { reportClasses } from '../../../engine/evaluate/classification'
import type { Series } from '../../../engine/data/series'
import { createRandom } from '../../../engine/random'
import { createFused } from '../../helpers/networks'
import { noise } from '../../helpers/panel'
import { seriesOf } from '../../helpers/series'

const deps = {
  createNetwork: createFused,
  executorReason: '',
  signal: { aborted: false },
  pause: () => Promise.resolve(),
  now: () => performance.now(),
  emit: () => undefined,
}

/** Four days up, four days down, with noise: where it goes next can be seen from the days before. */
const zigzag = noise(320).map((value, step) => 5 * Math.abs((step % 8) - 4) + 0.2 * value)
const run = (series: Series, target: 'direction' | 'labels', epochs = 40, folds = 1) => {
  const spec = { ...suggestSpec(series, { horizon: 2, history: 10 }), epochs }
  return forecastClasses({ series, spec, target, folds }, deps)
}

describe('forecastClasses', () => {
  it('learns a direction that can be seen, and says so with its numbers', async () => {
    const { classes, report, verdict, forecast, flat } = await run(
      seriesOf(zigzag, 'daily'),
      'direction',
    )
    expect(classes).toEqual(['down', 'flat', 'up'])
    expect(flat).toHaveLength(2)
    expect(report.count).toBe(64)
    expect(report.accuracy).toBeGreaterThan(0.6)
    expect(verdict).toMatch(
      /^Beats always saying “\w+”: right in \d+ % against \d+ % \(p < 0\.001, 64 cases\)\.$/,
    )
    for (const { probabilities, predicted } of forecast) {
      expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
      expect(probabilities[predicted]).toBe(Math.max(...probabilities))
    }
  })

  it('claims nothing where there is nothing to see', async () => {
    const coins = noise(200, 0, 3).map((value) => (value > 0 ? 1 : 4))
    const { verdict } = await run(seriesOf(coins, 'daily'), 'labels', 10)
    expect(verdict).toMatch(/^(No evidence that this network beats|Worse than) /)
  })

  it('learns a column of classes', async () => {
    const labels = Float64Array.from({ length: 200 }, (_, step) => [7, 7, 9, 9][step % 4])
    const { classes, report, forecast } = await run(seriesOf(labels, 'daily'), 'labels')
    expect(classes).toEqual(['7', '9'])
    expect(report.accuracy).toBe(1)
    expect(forecast.map(({ predicted }) => classes[predicted])).toEqual(['7', '7'])
  })

  it('knows nothing of the rows that are scored', async () => {
    const series = seriesOf(zigzag.slice(0, 160), 'daily')
    const proof = await proveNoLeak(
      [series],
      160 - 32,
      async ([own]) => {
        const { flat } = await run(own, 'direction', 2)
        return [Float64Array.from(flat ?? [])]
      },
      createRandom(3),
    )
    expect(proof.sealed).toBe(true)
  })

  it('scores the same rows in folds, as many as there are rows at most', async () => {
    const labels = Float64Array.from({ length: 200 }, (_, step) => [7, 7, 9, 9][step % 4])
    const { report } = await run(seriesOf(labels, 'daily'), 'labels', 20, 3)
    expect(report).toMatchObject({ count: 40, accuracy: 1 })
    await expect(run(seriesOf(labels, 'daily'), 'labels', 20, 41)).rejects.toThrow(
      '41 folds need 41 rows to score; the last fifth has 40.',
    )
  })

  it('says how many rows and classes it can take', async () => {
    await expect(run(seriesOf(zigzag.slice(0, 20), 'daily'), 'direction')).rejects.toThrow(
      'Classes with a horizon of 2 and a history of 10 need at least 24 rows of sales; there are 20.',
    )
    await expect(run(seriesOf(zigzag, 'daily'), 'labels')).rejects.toThrow(
      'sales has 320 different values; a column of classes has at most 10.',
    )
    const late = seriesOf(Float64Array.from({ length: 40 }, (_, i) => (i > 35 ? 3 : i % 2)))
    expect(() => labelClasses(late, late.values, 'labels', 30, 1)).toThrow('The class 3 of sales')
  })
})

describe('the verdict on classes', () => {
  it('counts the cases of which only one was right', () => {
    // 12 cases are right alone, none is wrong alone: p = 2 / 2^12.
    const cases = Array.from({ length: 30 }, (_, i) => ({
      actual: i < 12 ? 0 : 1,
      probabilities: i < 12 ? [0.9, 0.1] : [0.2, 0.8],
    }))
    expect(judgeClasses(cases, reportClasses(cases, 2), ['down', 'up'])).toBe(
      'Beats always saying “up”: right in 100 % against 60 % (p < 0.001, 30 cases).',
    )
    const few = cases.slice(8)
    expect(judgeClasses(few, reportClasses(few, 2), ['down', 'up'])).toBe(
      'No evidence that this network beats always saying “up”: right in 100 % against 82 % (p = 0.13, 22 cases).',
    )
  })
})
