import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Network } from '../../engine/network/network'
import { estimateTraining } from '../../engine/train/estimate'
import { train } from '../../engine/train/trainer'
import { defaultLayer } from '../../engine/spec/default-layer'
import { defaultSpec } from '../../engine/spec/default-spec'
import type { CellKind } from '../../engine/spec/model-spec'
import { executors } from '../helpers/networks'
import { windowsOf } from '../helpers/windows'

/**
 * How right the estimate of a training is, and what looking at gradients costs in it:
 * `npx tsx scripts/bench-in-electron.mjs tests/bench/estimate.ts`. One line a row. Estimate, training and watched
 * training run in a process of their own each, as the app's jobs do.
 */
const series = Float64Array.from(
  { length: 1500 },
  (_, t) => Math.sin(t / 5) + Math.sin(7 * t * t) / 4,
)
const pause = (): Promise<void> => Promise.resolve()
// Time of this process on the processor: what else runs on the machine does not count.
const now = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

interface Measured {
  readonly seconds: number
  /** Of the estimate what it says; of a training what the process' resident memory grew by. */
  readonly bytes: number
  readonly looks: number
  readonly lookSeconds: number
}

async function measure(task: string, executor: string, kind: CellKind, units: number) {
  const create = executors.find(([name]) => name === executor)?.[1]
  if (create === undefined) throw new Error(`There is no executor ${executor}.`)
  const epochs = executor === 'fused' ? (units > 64 ? 3 : 30) : 2
  const spec = defaultSpec({ layers: [defaultLayer(kind, { units })], epochs, earlyStopping: null })
  const training = windowsOf(series.subarray(0, 1300), spec)
  const validation = windowsOf(series.subarray(1263), spec)
  let [looks, lookedMs] = [0, 0]
  if (task === 'estimate') {
    const residentBytes = process.memoryUsage.rss
    const made = { create, spec, training, validation, now, pause, residentBytes }
    const { seconds, bytes } = await estimateTraining(made)
    return { seconds, bytes, looks, lookSeconds: 0 }
  }
  const before = process.memoryUsage.rss()
  const startedMs = now()
  const network = await create(spec, { features: 1 })
  const watched: Network = {
    ...network,
    async gradientFlow(batch) {
      const started = now()
      const flow = await network.gradientFlow(batch)
      lookedMs += now() - started
      looks += 1
      return flow
    },
  }
  const on = task === 'watch' ? { gradientFlow: () => undefined } : {}
  const cancel = { aborted: false }
  await train({ network: watched, spec, training, validation, cancel, on, pause, now })
  const seconds = (now() - startedMs) / 1000
  const bytes = process.memoryUsage.rss() - before
  network.dispose()
  return { seconds, bytes, looks, lookSeconds: lookedMs / 1000 }
}

/** The same in a new process. */
function measureApart(...words: readonly string[]): Measured {
  const script = fileURLToPath(import.meta.url)
  const output = execFileSync(process.execPath, [...process.execArgv, script, ...words], {
    encoding: 'utf8',
  })
  return JSON.parse(output) as Measured
}

const kinds = ['rnn', 'lstm', 'gru'] as const satisfies CellKind[]
const [task, ...words] = process.argv.slice(2)
if (task !== undefined) {
  const kind = kinds.find((one) => one === words[1])
  if (kind === undefined) throw new Error('usage: estimate.ts [TASK EXECUTOR KIND UNITS]')
  process.stdout.write(JSON.stringify(await measure(task, words[0], kind, Number(words[2]))))
  process.exit(0)
}
const megabytes = (bytes: number): number => Number((bytes / 2 ** 20).toFixed(1))
for (const [executor] of executors) {
  for (const kind of kinds) {
    for (const units of [16, 64, 256]) {
      const [estimate, plain, watched] = ['estimate', 'train', 'watch'].map((one) =>
        measureApart(one, executor, kind, String(units)),
      )
      console.log(
        JSON.stringify({
          executor,
          kind,
          units,
          seconds: Number(plain.seconds.toFixed(2)),
          estimateRatio: Number((estimate.seconds / plain.seconds).toFixed(2)),
          megabytes: megabytes(plain.bytes),
          estimatedMegabytes: megabytes(estimate.bytes),
          looks: watched.looks,
          lookShare: Number((watched.lookSeconds / watched.seconds).toFixed(4)),
        }),
      )
    }
  }
}
