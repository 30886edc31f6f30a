import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultSpec } from '../../engine/spec/default-spec'
import { layer } from '../helpers/network-spec'
import { softwareGl } from './helpers/gpu-page'
import { startJob } from './helpers/run-job'
import { expect, test } from './helpers/test'

let folder: string
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-gpu-'))
  const rows = Array.from({ length: 40 }, (_, t) => {
    const month = new Date(Date.UTC(2015, t, 1)).toISOString().slice(0, 10)
    return `${month},${(100 + t + 10 * Math.sin(t)).toFixed(2)}`
  })
  await writeFile(join(folder, 'series.csv'), `date,value\n${rows.join('\n')}\n`)
})
test.afterAll(() => rm(folder, { recursive: true }))

const spec = defaultSpec({
  input: { history: 3, segment: 1 },
  horizon: 2,
  layers: [layer('rnn', 2)],
  loss: { kind: 'mse' },
  batchSize: 64,
  epochs: 3,
  earlyStopping: null,
})

test('explore job', async ({ launch }) => {
  const { app, page } = await launch({ switches: softwareGl })
  let t = performance.now()
  const job = await startJob(page, join(folder, 'series.csv'), { kind: 'forecast', spec, executor: 'webgl' })
  const events = await job.until()
  console.log(performance.now() - t, JSON.stringify(events).slice(0, 3000))
})
