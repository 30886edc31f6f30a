import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { ForecastResult } from '../../engine/forecast/forecast-result'
import { runForecast } from '../../engine/forecast/forecast'
import { suggestSpec } from '../../engine/forecast/suggest-spec'
import type { SpecOverrides } from '../../engine/forecast/suggest-spec'
import { createDatasetStore } from '../../engine/jobs/dataset-store'
import { createFused } from '../helpers/networks'
import { readAugurs } from '../helpers/read-augurs'

/**
 * The numbers of the default forecast: seconds from the start of training for Seattle's daily maximum, and
 * with `--data DIR` the score of AirPassengers.csv from that folder beside seasonal naive, for five seeds.
 */
const { values } = parseArgs({ options: { data: { type: 'string' } } })
const samples = fileURLToPath(new URL('../../resources/samples', import.meta.url))

async function forecastFile(path: string, overrides: SpecOverrides): Promise<ForecastResult> {
  const store = createDatasetStore()
  const file = { name: basename(path), bytes: new Uint8Array(await readFile(path)) }
  store.open({ id: path, file })
  const series = store.series({ id: path })
  return runForecast(
    { series, spec: suggestSpec(series, overrides) },
    {
      createNetwork: createFused,
      readAugurs,
      executorReason: 'Measured.',
      now: () => performance.now(),
      pause: () => Promise.resolve(),
      signal: { aborted: false },
      emit: () => undefined,
    },
  )
}

function report(name: string, { metrics, baselines, seconds, verdict }: ForecastResult): void {
  const seasonal = baselines.find(({ method }) => method === 'seasonalNaive')?.scores.mase
  const scores = `MASE ${metrics.mase.toFixed(3)}, seasonal naive ${seasonal?.toFixed(3)}`
  console.log(`${name}: ${scores}, ${seconds.toFixed(1)} s. ${verdict.sentence}`)
}

const seattle = await forecastFile(join(samples, 'seattle-weather.csv'), {
  horizon: 7,
  history: 30,
})
report('Seattle temp_max', seattle)
const folder = values.data
if (folder !== undefined) {
  for (const seed of [1, 2, 3, 4, 5]) {
    const path = join(folder, 'AirPassengers.csv')
    report(`AirPassengers, seed ${seed}`, await forecastFile(path, { horizon: 12, seed }))
  }
}
