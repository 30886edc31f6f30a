import { extremesOf, type ValuePyramid } from './value-pyramid'

/** Steps and values of the points of `thinnedPoints`, side by side: a chart takes them without a copy of each. */
export interface ThinnedColumns {
  readonly step: Float64Array
  readonly value: Float64Array
}

export function thinnedColumns(
  pyramid: ValuePyramid,
  from: number,
  to: number,
  most: number,
): ThinnedColumns {
  const step = Float64Array.from(thinnedSteps(pyramid, from, to, most))
  return { step, value: step.map((each) => pyramid.values[each]) }
}

/**
 * Points [step, value] of the steps `from` to `to`, at most about `most` of them: where there are more,
 * the least and the greatest value of each of `most / 2` equal stretches, so that a line through them
 * covers the same pixels and no extreme is lost. A missing value is a NaN point, which breaks the line.
 */
export function thinnedPoints(
  pyramid: ValuePyramid,
  from: number,
  to: number,
  most: number,
): [number, number][] {
  const steps = thinnedSteps(pyramid, from, to, most)
  return steps.map((step): [number, number] => [step, pyramid.values[step]])
}

function thinnedSteps(
  pyramid: ValuePyramid,
  from: number,
  to: number,
  most: number,
): readonly number[] {
  const count = to - from + 1
  const steps: number[] = []
  if (count <= Math.max(2, most)) {
    for (let step = from; step <= to; step++) steps.push(step)
    return steps
  }
  const stretches = Math.max(1, Math.floor(most / 2))
  for (let i = 0; i < stretches; i++) {
    const first = from + Math.floor((i * count) / stretches)
    const end = from + Math.floor(((i + 1) * count) / stretches)
    const { low, high, gap } = extremesOf(pyramid, first, end)
    const kept = [low, high, gap].filter((step) => step >= 0).sort((a, b) => a - b)
    kept.forEach((step, k) => {
      if (step !== kept[k - 1]) steps.push(step)
    })
  }
  return steps
}
