import * as v from 'valibot'
import type { KeptTrial, SpeedTrial } from '../../engine/jobs/speed-trial'
import { trialKey, type Machine } from '../../engine/jobs/trial-key'
import { gpuExecutors } from '../../engine/network/network'
import { shortName } from '../../engine/spec/describe-spec'
import type { TrialMemory } from '../hosts/auto-host'
import { createJsonStore } from './json-store'

/** The trials of this computer, kept between runs. */
export interface KeptTrials extends TrialMemory {
  /** The newest first. */
  list(): Promise<readonly KeptTrial[]>
  /** Lets every model be tried again. */
  forget(): Promise<void>
}

export interface TrialMemoryOptions {
  readonly file: string
  machine(): Promise<Machine>
  /** Milliseconds since 1970 UTC. */
  now(): number
  readonly log: (line: string) => void
}

const mostTrials = 200

const gpu = v.picklist(gpuExecutors)
const threads = v.pipe(v.number(), v.integer(), v.minValue(1))
const trial = v.object({
  choice: v.variant('executor', [
    v.object({ executor: v.literal('fused'), threads: v.nullable(threads) }),
    v.object({ executor: gpu }),
  ]),
  figures: v.array(
    v.object({
      place: v.variant('executor', [
        v.object({ executor: v.literal('fused'), threads }),
        v.object({ executor: gpu, adapter: v.nullable(v.string()) }),
      ]),
      outcome: v.variant('kind', [
        v.object({ kind: v.literal('measured'), stepsPerSecond: v.number() }),
        v.object({ kind: v.picklist(['software', 'half-float', 'late']) }),
        v.object({ kind: v.literal('failed'), message: v.string() }),
      ]),
    }),
  ),
}) satisfies v.GenericSchema<unknown, SpeedTrial>
const storedTrials = v.object({
  version: v.literal(1),
  trials: v.array(v.object({ key: v.string(), model: v.string(), at: v.number(), trial })),
})

export function createTrialMemory({ file, machine, now, log }: TrialMemoryOptions): KeptTrials {
  const store = createJsonStore<v.InferOutput<typeof storedTrials>>({
    file,
    title: 'the list of speed trials',
    schema: storedTrials,
    initial: { version: 1, trials: [] },
    log,
  })
  async function list(): Promise<readonly KeptTrial[]> {
    return (await store.change((stored) => stored)).trials
  }
  return {
    list,
    async find(request) {
      const key = trialKey(await machine(), request)
      return (await list()).find((kept) => kept.key === key)?.trial ?? null
    },
    async keep(request, settled) {
      const key = trialKey(await machine(), request)
      const model = shortName(request.spec)
      const { choice, figures } = settled
      const kept = { key, model, at: now(), trial: { choice, figures: [...figures] } }
      await store.change(({ trials }) => ({
        version: 1,
        trials: [kept, ...trials.filter((one) => one.key !== key)].slice(0, mostTrials),
      }))
    },
    async forget() {
      await store.change(({ trials }) =>
        trials.length === 0 ? { version: 1, trials } : { version: 1, trials: [] },
      )
    },
  }
}
