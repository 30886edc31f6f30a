import { describe, expect, it } from 'vitest'
import {
  isSettled,
  settleTrial,
  threadCounts,
  type Figure,
  type Outcome,
} from '../../../engine/jobs/speed-trial'
import { trialLine, trialReason } from '../../../engine/jobs/trial-text'

const cpu = (threads: number, stepsPerSecond: number | null): Figure => ({
  place: { executor: 'fused', threads },
  outcome: stepsPerSecond === null ? { kind: 'late' } : { kind: 'measured', stepsPerSecond },
})
const webgl = (outcome: Outcome): Figure => ({
  place: { executor: 'webgl', adapter: 'ANGLE (NVIDIA)' },
  outcome,
})
const measured = (stepsPerSecond: number): Figure => webgl({ kind: 'measured', stepsPerSecond })

describe('settleTrial', () => {
  it.each([
    ['the fewest threads that are as fast as any', [cpu(1, 100), cpu(2, 196), cpu(4, 200)], 2],
    ['one thread where more are slower', [cpu(1, 100), cpu(2, 60)], 1],
    ['as many as pay off where nothing answered', [cpu(1, null), cpu(2, null)], null],
    ['the processor at a small lead of the graphics processor', [cpu(1, 100), measured(119)], 1],
    ['the processor where it could not be compared', [cpu(1, null), measured(119)], null],
    ['the processor beside software', [cpu(1, 100), webgl({ kind: 'software' })], 1],
  ] as const)('chooses %s', (_, figures, threads) => {
    expect(settleTrial(figures).choice).toEqual({ executor: 'fused', threads })
  })

  it('chooses a graphics processor that is faster by a fifth than the best of the processor', () => {
    expect(settleTrial([cpu(1, 50), cpu(2, 100), measured(120)]).choice).toEqual({
      executor: 'webgl',
    })
  })

  it('is settled when everything has answered', () => {
    expect(isSettled(settleTrial([cpu(1, 50), measured(120)]))).toBe(true)
    expect(isSettled(settleTrial([cpu(1, 50), webgl({ kind: 'software' })]))).toBe(true)
    expect(isSettled(settleTrial([cpu(1, 50), webgl({ kind: 'late' })]))).toBe(false)
    expect(isSettled(settleTrial([]))).toBe(false)
  })
})

it('tries powers of two and all threads', () => {
  expect([1, 2, 3, 7, 8].map(threadCounts)).toEqual([
    [1],
    [1, 2],
    [1, 2, 3],
    [1, 2, 4, 7],
    [1, 2, 4, 8],
  ])
})

describe('what is said of a trial', () => {
  it.each([
    [[cpu(1, 99.6), cpu(2, 153.2), measured(12.4)], 'CPU, 2 threads · 153 steps/s · WebGL 12'],
    [[cpu(1, 0.812), measured(1234)], 'WebGL · 1,234 steps/s'],
    [
      [cpu(1, 153), webgl({ kind: 'software' })],
      'CPU, 1 thread · 153 steps/s · software WebGL is never chosen',
    ],
  ] as const)('in the status bar: %#', (figures, line) => {
    expect(trialLine(settleTrial(figures))).toBe(line)
  })

  it('gives figures and reason as sentences', () => {
    expect(trialReason(settleTrial([cpu(1, 99.6), cpu(2, 153.2), measured(12.4)]))).toBe(
      'Measured on this model: CPU, 1 thread: 100 steps/s; CPU, 2 threads: 153 steps/s; WebGL: 12 steps/s. ' +
        'The processor stays: no graphics processor was faster by a fifth.',
    )
    expect(trialReason(settleTrial([cpu(1, 9), webgl({ kind: 'software' })]))).toBe(
      'Measured on this model: CPU, 1 thread: 9 steps/s. WebGL is software here and never chosen. The processor trains.',
    )
  })
})
