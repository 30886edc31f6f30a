import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTrialMemory } from '../../../electron/main/trial-memory'
import type { OpenForecastRequest } from '../../../engine/jobs/protocol'
import type { SpeedTrial } from '../../../engine/jobs/speed-trial'
import type { Machine } from '../../../engine/jobs/trial-key'
import { requestNamed } from '../hosts/request'

const request: OpenForecastRequest = { ...requestNamed('x'), executor: 'auto' }
const { spec } = request
const machine: Machine = { processor: 'EPYC', threads: 2, adapters: '10de:2504', version: '0.1.0' }
const trial: SpeedTrial = {
  choice: { executor: 'webgl' },
  figures: [
    {
      place: { executor: 'fused', threads: 1 },
      outcome: { kind: 'measured', stepsPerSecond: 100 },
    },
    {
      place: { executor: 'webgl', adapter: 'ANGLE (NVIDIA)' },
      outcome: { kind: 'measured', stepsPerSecond: 300 },
    },
  ],
}

let folder: string
let lines: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-trials-'))
  lines = []
})
afterEach(() => rm(folder, { recursive: true }))

const create = (changes: Partial<Machine> = {}) =>
  createTrialMemory({
    file: join(folder, 'trials.json'),
    machine: () => Promise.resolve({ ...machine, ...changes }),
    now: () => 7,
    log: (line) => lines.push(line),
  })

it('knows a trial in the next run of the app, for the same shape of model', async () => {
  await create().keep(request, trial)
  const again = { ...request, spec: { ...spec, seed: 9, epochs: 5 } }
  expect(await create().find(again)).toEqual(trial)
  expect(await create().list()).toMatchObject([{ model: 'GRU 32', at: 7, trial }])
})

it.each([
  ['another model', { ...spec, horizon: spec.horizon + 1 }, {}],
  ['another processor', spec, { processor: 'Ryzen' }],
  ['another graphics processor', spec, { adapters: 'none' }],
  ['another version', spec, { version: '0.2.0' }],
])('does not take it for %s', async (_, asked, other) => {
  await create().keep(request, trial)
  expect(await create(other).find({ ...request, spec: asked })).toBeNull()
})

it('forgets all of them', async () => {
  const memory = create()
  await memory.keep(request, trial)
  await memory.forget()
  expect(await create().find(request)).toBeNull()
})

it('starts anew with a file of another form, and keeps that', async () => {
  await writeFile(join(folder, 'trials.json'), '{"version":1,"trials":[{"key":1}]}')
  expect(await create().list()).toEqual([])
  expect(await readFile(join(folder, 'trials.json.broken'), 'utf8')).toContain('"key":1')
  expect(lines).toHaveLength(1)
})
