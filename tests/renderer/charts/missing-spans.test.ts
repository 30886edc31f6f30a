import { expect, it } from 'vitest'
import { labelledSpans } from '../../../renderer/src/charts/missing-marks'
import { joinSpans, missingSpans, spansWithin } from '../../../renderer/src/charts/missing-spans'

it('finds runs of missing values, also at both ends', () => {
  expect(missingSpans([NaN, 1, NaN, NaN, 2, NaN])).toEqual([
    { from: 0, to: 0 },
    { from: 2, to: 3 },
    { from: 5, to: 5 },
  ])
  expect(missingSpans([1, 2])).toEqual([])
})

it('joins spans that would be one mark on the screen', () => {
  const spans = [
    { from: 1, to: 2 },
    { from: 4, to: 5 },
    { from: 90, to: 90 },
  ]
  expect(joinSpans(spans, 3)).toEqual([
    { from: 1, to: 5, missing: 4 },
    { from: 90, to: 90, missing: 1 },
  ])
})

it('finds the spans that a stretch of the axis touches', () => {
  const spans = missingSpans([NaN, 1, NaN, NaN, 2, NaN, 3])
  for (let from = -1; from < 7; from += 0.5) {
    for (let to = from + 0.5; to < 8; to += 0.5) {
      const touched = spans.filter((span) => span.to + 0.5 > from && span.from - 0.5 < to)
      expect(spansWithin(spans, from, to)).toEqual(touched)
    }
  }
})

it('labels the longest of spans whose labels would touch', () => {
  const frame = { left: 0, top: 0, width: 1000, height: 100, x: [0, 1000], y: [0, 1] } as const
  const spans = [
    { from: 100, to: 101 },
    { from: 150, to: 170 },
    { from: 600, to: 600 },
  ]
  const labels = labelledSpans(spans, frame).map((mark) => mark.labelled)
  expect(labels).toEqual([false, true, true])
})
