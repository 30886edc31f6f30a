import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../engine/errors'
import type { NetworkFactory } from '../../../engine/network/network'
import { defaultLayer } from '../../../engine/spec/default-layer'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import type { TrainingCheckpoint } from '../../../engine/train/checkpoint'
import { readCheckpoint, writeCheckpoint } from '../../../engine/train/checkpoint-file'
import type { TrainReport } from '../../../engine/train/train-options'
import { train } from '../../../engine/train/trainer'
import { executors, smallSpec } from '../../helpers/networks'
import { windowsOf } from '../../helpers/windows'

const wave = Float64Array.from(
  { length: 100 },
  (_, t) => Math.sin(t / 2) + 0.3 * Math.sin(1.7 * t * t),
)

const spec = smallSpec({
  layers: [
    defaultLayer('lstm', { units: 5, dropout: 0.2, recurrentDropout: 0.1 }),
    defaultLayer('gru', { units: 3, layerNorm: true, initialState: 'learned' }),
  ],
  schedule: { kind: 'cosine', warmupSteps: 3, finalShare: 0.02 },
  // 10 batches an epoch: an accumulation is under way where an epoch ends.
  batchSize: 8,
  accumulation: 3,
  averageDecay: 0.9,
  epochs: 7,
  earlyStopping: { patience: 5 },
})

async function run(
  create: NetworkFactory,
  own: ModelSpec,
  from?: TrainingCheckpoint,
): Promise<{ report: TrainReport; end: TrainingCheckpoint; saved: TrainingCheckpoint[] }> {
  const network = await create(own, { features: 1 })
  const saved: TrainingCheckpoint[] = []
  const report = await train({
    network,
    spec: own,
    training: windowsOf(wave.subarray(0, 85), own),
    validation: windowsOf(wave.subarray(70), own),
    ...(from === undefined ? {} : { from }),
    save(checkpoint) {
      saved.push(checkpoint)
      return Promise.resolve()
    },
    cancel: { aborted: false },
    on: {},
    pause: () => Promise.resolve(),
    now: () => 0,
  })
  const end = { ...saved[saved.length - 1], network: await network.state() }
  network.dispose()
  return { report, end, saved }
}

describe.each(executors)('a training that goes on from a checkpoint: %s', (_, create) => {
  it('ends with the bits of one that was never interrupted', { timeout: 60_000 }, async () => {
    const whole = await run(create, spec)
    expect(whole.saved.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(whole.saved[0].network.pending).not.toEqual([])
    for (const checkpoint of whole.saved.slice(0, -1)) {
      const file = writeCheckpoint(checkpoint)
      const again = await run(create, spec, readCheckpoint(file))
      expect(again.end).toEqual(whole.end)
      expect(again.report).toEqual(whole.report)
    }
  })

  it('keeps its place on a plateau and its patience', { timeout: 60_000 }, async () => {
    const schedule = { kind: 'plateau', factor: 0.5, patience: 1, finalShare: 0 } as const
    const own = { ...spec, schedule, epochs: 40, earlyStopping: { patience: 2 }, batchSize: 30 }
    const whole = await run(create, own)
    const middle = whole.saved[Math.floor(whole.saved.length / 2)]
    const again = await run(create, own, readCheckpoint(writeCheckpoint(middle)))
    expect(again.end).toEqual(whole.end)
    expect(again.report).toEqual(whole.report)
  })

  it('has nothing left to do at its end', async () => {
    const whole = await run(create, spec)
    const again = await run(create, spec, whole.saved[whole.saved.length - 1])
    expect(again.saved).toEqual([])
    expect(again.report.bestEpoch).toBe(whole.report.bestEpoch)
  })
})

describe('a checkpoint file', () => {
  it('is read to the bit and refused when it is damaged', async () => {
    const { saved } = await run(executors[0][1], { ...spec, epochs: 1 })
    const bytes = writeCheckpoint(saved[0])
    expect(readCheckpoint(bytes)).toEqual(saved[0])
    const shifted = new Uint8Array(bytes.length + 1)
    shifted.set(bytes, 1)
    expect(readCheckpoint(shifted.subarray(1))).toEqual(saved[0])
    for (const broken of [
      new Uint8Array(),
      bytes.subarray(0, 6),
      bytes.subarray(0, 100),
      bytes.subarray(0, bytes.length - 4),
      bytes.map((byte, i) => (i === 12 ? 0 : byte)),
    ]) {
      expect(() => readCheckpoint(broken)).toThrow(EngineError)
    }
  })

  it('keeps a best loss that is not there yet', async () => {
    const { saved } = await run(executors[0][1], { ...spec, epochs: 1 })
    const early = { ...saved[0], best: { epoch: 0, loss: Infinity, epochsSince: 0 } }
    expect(readCheckpoint(writeCheckpoint(early))).toEqual(early)
  })
})
