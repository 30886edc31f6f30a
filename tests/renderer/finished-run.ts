import { suggestSpec } from '../../engine/forecast/suggest-spec'
import type { FinishedRun } from '../../renderer/src/stores/jobs'
import { startingJob } from '../../renderer/src/stores/job-state'
import { resultOf } from '../electron/main/forecast-result'
import { seriesOf } from '../helpers/series'

/** A run that ended with a forecast of 90 days. */
export function finishedRun(number = 1): FinishedRun {
  const series = seriesOf(
    Float64Array.from({ length: 90 }, (_, i) => 5 + (i % 7)),
    'daily',
  )
  const spec = suggestSpec(series)
  const about = { datasetName: 'x.csv', executor: 'fused', model: 'GRU 32' } as const
  return {
    number,
    jobId: 'trained',
    ...about,
    series,
    spec,
    goal: null,
    state: startingJob,
    result: resultOf('x'),
  }
}
