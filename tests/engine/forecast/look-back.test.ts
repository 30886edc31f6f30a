import { expect, it } from 'vitest'
import { runForecast } from '../../../engine/forecast/forecast'
import type { ForecastEvent } from '../../../engine/forecast/forecast-event'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import { createFused, smallSpec } from '../../helpers/networks'
import { readAugurs } from '../../helpers/read-augurs'
import { growingMonths, seriesOf } from '../../helpers/series'

const history = 12

async function run(changes: Partial<ModelSpec>) {
  const spec = smallSpec({ input: { history, segment: 1 }, horizon: 6, batchSize: 32, ...changes })
  const events: ForecastEvent[] = []
  let time = 0
  const result = await runForecast(
    { series: seriesOf(growingMonths(96)), spec },
    {
      createNetwork: createFused,
      readAugurs,
      executorReason: 'Tested.',
      // Every step takes as long: no look fits into its share of a few of them.
      now: () => (time += 20),
      pause: () => Promise.resolve(),
      signal: { aborted: false },
      emit: (event) => events.push(event),
    },
  )
  return { result, flows: events.filter((event) => event.kind === 'gradient-flow') }
}

it('looks at the gradients of the trained network, however short the training', async () => {
  const { result, flows } = await run({ epochs: 2, earlyStopping: null })
  expect(flows).toHaveLength(1)
  const [last] = flows
  expect(last).toMatchObject({ phase: 'evaluate', epoch: result.bestEpoch })
  expect(last.flow.layers[0].norms).toHaveLength(history)
  expect(last.flow.layers[0].norms.at(-1)).toBeGreaterThan(0)
})

it('measures the memory where that is cheap beside the training', async () => {
  // 12 steps hidden in turn cost as much as the forecasts of 12 epochs: 0.6 of 20 epochs.
  const short = await run({ epochs: 19, earlyStopping: null })
  expect(short.result.memorySpan).toBeNull()
  const { memorySpan } = (await run({ epochs: 21, earlyStopping: null })).result
  expect(memorySpan?.effects).toHaveLength(history)
  expect(memorySpan?.steps).toBeGreaterThan(0)
  expect(memorySpan?.steps).toBeLessThanOrEqual(history)
})
