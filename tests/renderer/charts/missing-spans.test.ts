import { expect, it } from 'vitest'
import { labelledSpans } from '../../../renderer/src/charts/missing-marks'
import { joinSpans, missingSpans } from '../../../renderer/src/charts/missing-spans'

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
    { from: 1, to: 5 },
    { from: 90, to: 90 },
  ])
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
