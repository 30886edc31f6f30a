import { beforeAll, describe, expect, it } from 'vitest'
import { runForecast } from '../../../engine/forecast/forecast'
import type { ForecastCheckpoint } from '../../../engine/forecast/forecast-checkpoint'
import type { ForecastEvent } from '../../../engine/forecast/forecast-event'
import type { ForecastResult } from '../../../engine/forecast/forecast-result'
import type { NetworkFactory } from '../../../engine/network/network'
import { createFused, createNetwork, smallSpec } from '../../helpers/networks'
import { readAugurs } from '../../helpers/read-augurs'
import { growingMonths, seriesOf } from '../../helpers/series'

const spec = smallSpec({
  input: { history: 6, segment: 1 },
  horizon: 3,
  layers: [{ ...smallSpec().layers[0], dropout: 0.2 }],
  batchSize: 32,
  epochs: 4,
})
const series = seriesOf(growingMonths(72))

interface Run {
  readonly result: ForecastResult
  readonly events: readonly ForecastEvent[]
  /** As they arrive in another process. */
  readonly checkpoints: readonly ForecastCheckpoint[]
}

async function run(createNetwork: NetworkFactory, from?: ForecastCheckpoint): Promise<Run> {
  const events: ForecastEvent[] = []
  const checkpoints: ForecastCheckpoint[] = []
  const result = await runForecast(
    { series, spec },
    {
      createNetwork,
      readAugurs,
      executorReason: 'Tested.',
      now: () => 0,
      pause: () => Promise.resolve(),
      signal: { aborted: false },
      emit: (event) => events.push(event),
      keeper: {
        due: () => true,
        save: (checkpoint) => checkpoints.push(structuredClone(checkpoint)),
      },
      ...(from === undefined ? {} : { from }),
    },
  )
  return { result, events, checkpoints }
}

const epochs = ({ events }: Run) =>
  events.flatMap((event) => (event.kind === 'epoch' ? [`${event.phase} ${event.epoch}`] : []))

describe('a forecast that goes on elsewhere', () => {
  let whole: Run
  beforeAll(async () => {
    whole = await run(createFused)
  })

  it('is kept after each epoch and between its trainings', () => {
    const places = whole.checkpoints.map(
      ({ phase, training }) => `${phase} ${training?.epoch ?? 0}`,
    )
    const all = epochs(whole)
    expect(places).toEqual([...all.slice(0, 4), 'refit 0', ...all.slice(4)])
  })

  it('ends with the same bits from whichever checkpoint, and tells only what is left', async () => {
    for (const [index, from] of whole.checkpoints.entries()) {
      const rest = await run(createFused, from)
      expect(rest.result.forecast).toEqual(whole.result.forecast)
      expect(rest.result.holdout).toEqual(whole.result.holdout)
      expect(rest.result.backend).toBe(whole.result.backend)
      const told = from.phase === 'refit' ? index : index + 1
      expect(epochs(rest)).toEqual(epochs(whole).slice(told))
      expect(rest.events.filter(({ kind }) => kind === 'backend-chosen')).toHaveLength(1)
    }
  })

  it('ends with nearly the same numbers when another executor takes over', async () => {
    const tensorflow = await run(createNetwork)
    for (const from of [tensorflow.checkpoints[1], tensorflow.checkpoints[5]]) {
      const { result } = await run(createFused, from)
      expect(result.backend).toMatch(/^tensorflow-wasm, then fused-/)
      result.forecast.forEach(({ mean }, ahead) => {
        expect(mean / whole.result.forecast[ahead].mean).toBeCloseTo(1, 4)
      })
    }
  })
})
