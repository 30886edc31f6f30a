import { describe, expect, it } from 'vitest'
import type { ForecastEvent } from '../../../engine/forecast/forecast-event'
import { createJobProgress } from '../../../engine/forecast/job-progress'

const told = { loss: 1, gradientNorm: 1 }

describe('job progress', () => {
  it('counts both phases, measures what is left, and stays below ten events a second', () => {
    let time = 0
    const events: ForecastEvent[] = []
    const progress = createJobProgress(
      () => time,
      (event) => events.push(event),
    )
    const evaluate = progress.startPhase('evaluate', 10, 5)
    for (let epoch = 1; epoch <= 4; epoch++) {
      for (let batch = 1; batch <= 5; batch++) {
        evaluate.batch({ epoch, batch, batches: 5, ...told })
        time += 60
      }
    }
    // An event every second batch, 120 ms apart.
    expect(events).toHaveLength(10)
    expect(events[0]).toMatchObject({ progress: 0.01, secondsLeft: null })
    // Batch 19 of 50: 31 left here and as many as 50 in the refit, 60 ms each.
    const last = events[events.length - 1]
    expect(last).toMatchObject({ kind: 'batch', phase: 'evaluate', epoch: 4, progress: 0.19 })
    expect(last.kind === 'batch' && last.secondsLeft).toBeCloseTo(0.06 * 81, 9)

    // Stopped early: the refit begins at half the way.
    const refit = progress.startPhase('refit', 2, 5)
    time += 60
    refit.batch({ epoch: 2, batch: 5, batches: 5, ...told })
    expect(events[events.length - 1]).toMatchObject({ phase: 'refit', progress: 1, secondsLeft: 0 })
  })
})
