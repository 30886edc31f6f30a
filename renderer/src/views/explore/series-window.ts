import type { StepWindow } from '../../charts/series-option'

/** The fewest steps worth a chart. */
const fewest = 8

/** The window made `factor` times as wide around its middle, inside the series. */
export function zoomedWindow([from, to]: StepWindow, factor: number, steps: number): StepWindow {
  const width = Math.min(steps, Math.max(fewest, Math.round((to - from + 1) * factor)))
  const middle = (from + to + 1) / 2
  return placed(Math.round(middle - width / 2), width, steps)
}

/** The window moved by a share of its width, inside the series. */
export function movedWindow([from, to]: StepWindow, share: number, steps: number): StepWindow {
  const width = to - from + 1
  const by = Math.max(1, Math.round(Math.abs(share) * width)) * Math.sign(share)
  return placed(from + by, width, steps)
}

/** The last `count` steps, or all. */
export function lastSteps(count: number | null, steps: number): StepWindow {
  return [count === null ? 0 : Math.max(0, steps - count), steps - 1]
}

function placed(from: number, width: number, steps: number): StepWindow {
  const first = Math.max(0, Math.min(steps - width, from))
  return [first, Math.min(steps - 1, first + width - 1)]
}
