import { estimateTraining } from '../../engine/train/estimate'
import { train } from '../../engine/train/trainer'
import { defaultLayer } from '../../engine/spec/default-layer'
import { defaultSpec } from '../../engine/spec/default-spec'
import type { CellKind } from '../../engine/spec/model-spec'
import { executors } from '../helpers/networks'
import { windowsOf } from '../helpers/windows'

/**
 * How right the estimate of a training is, and what looking at gradients costs in it:
 * `node --import tsx tests/bench/estimate.ts`, in Node or Electron's runtime. One line a row.
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
const memory = (): number => process.memoryUsage.rss()

for (const [executor, create] of executors) {
  for (const kind of ['rnn', 'lstm', 'gru'] satisfies CellKind[]) {
    for (const units of [16, 64]) {
      const epochs = executor === 'fused' ? 30 : 2
      const layers = [defaultLayer(kind, { units })]
      const spec = defaultSpec({ layers, epochs, earlyStopping: null })
      const training = windowsOf(series.subarray(0, 1300), spec)
      const validation = windowsOf(series.subarray(1263), spec)
      const estimate = await estimateTraining({
        create,
        spec,
        training,
        validation,
        now,
        pause,
      })
      const run = async (
        looks: { ms: number; count: number } | null,
      ): Promise<[number, number]> => {
        const before = memory()
        const network = await create(spec, { features: 1 })
        const watched = {
          ...network,
          async gradientFlow(batch: Parameters<typeof network.gradientFlow>[0]) {
            const started = now()
            const flow = await network.gradientFlow(batch)
            if (looks !== null) {
              looks.ms += now() - started
              looks.count += 1
            }
            return flow
          },
        }
        const { seconds } = await train({
          network: watched,
          spec,
          training,
          validation,
          cancel: { aborted: false },
          on: looks === null ? {} : { gradientFlow: () => undefined },
          pause,
          now,
        })
        const bytes = memory() - before
        network.dispose()
        return [seconds, bytes]
      }
      const [seconds, bytes] = await run(null)
      const looks = { ms: 0, count: 0 }
      const [watchedSeconds] = await run(looks)
      console.log(
        JSON.stringify({
          executor,
          kind,
          units,
          seconds: Number(seconds.toFixed(2)),
          estimateRatio: Number((estimate.seconds / seconds).toFixed(2)),
          megabytes: Number((bytes / 2 ** 20).toFixed(1)),
          estimatedMegabytes: Number((estimate.bytes / 2 ** 20).toFixed(1)),
          looks: looks.count,
          lookShare: Number((looks.ms / 1000 / watchedSeconds).toFixed(4)),
        }),
      )
    }
  }
}
