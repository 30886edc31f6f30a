import { createFusedNetwork } from '../../engine/network/fused/fused-network'
import { gateCount } from '../../engine/spec/network-sizes'
import { gpuExecutors, type Batch, type Network } from '../../engine/network/network'
import { createRandom } from '../../engine/random'
import type { ModelSpec } from '../../engine/spec/model-spec'
import { readKernelBuilds } from '../helpers/kernel-builds'
import { createNetwork as createTensorflow } from '../helpers/networks'
import { layer, networkSpec } from '../helpers/network-spec'
import { spawnKernelThread } from '../helpers/spawn-kernel-thread'
import { peerKey, readOptions, type BenchExecutor, type Shape } from './bench-options'
import { openGpuBench, type GpuBench } from './gpu-bench'

/**
 * Whole training steps a second: forward, mean squared error on the last step's Dense output, backward, Adam,
 * as in peer-torch.py. To be run in Electron's runtime; `--peer` takes the peer's lines, measured beside.
 * With several threads the ratio is to the better of the peer's counts of threads up to that number.
 * `--predict 1000` measures calls that predict so many windows instead.
 */
interface Row {
  readonly id: string
  readonly cell: string
  readonly executor: string
  readonly threads: number
  readonly stepsPerSecond: number
  /** (Fastest - slowest slice) / median. */
  readonly spread: number
  readonly gflops: number
  readonly ratio: number | null
  /** Programs of a graphics processor for one step; null on the processor. */
  readonly programs: number | null
}

const slices = 5
/** Trainings on a graphics processor that are cancelled, to see how long that takes. */
const cancellations = 5

function specOf(shape: Shape, cell: 'rnn' | 'lstm' | 'gru'): ModelSpec {
  return networkSpec({
    input: { history: shape.time, segment: 1 },
    horizon: shape.outputs,
    layers: Array.from({ length: shape.layers }, () => layer(cell, shape.units)),
    batchSize: shape.batch,
  })
}

/** Multiply-adds of products with weights count 2: forward, gradient by state (and input) and by weights. */
function trainingFlops({ batch, ...shape }: Shape, cell: 'rnn' | 'lstm' | 'gru'): number {
  const { time, features, units, layers } = shape
  const below = 2 * features + 3 * units * (layers - 1)
  return 2 * batch * time * gateCount[cell] * units * (below + 3 * units * layers)
}

/** The same of the forward pass alone. */
function predictionFlops(
  { time, features, units, layers }: Shape,
  cell: 'rnn' | 'lstm' | 'gru',
  windows: number,
): number {
  const inputs = features + units * (layers - 1) + units * layers
  return 2 * windows * time * gateCount[cell] * units * inputs
}

/** A training step, or a call that predicts all windows of the batch. */
async function step(network: Network, batch: Batch): Promise<void> {
  if (options.predict !== null) {
    await network.predict(batch.inputs, batch.size)
    return
  }
  const { fault } = await network.trainBatch(batch, 1e-3)
  if (fault !== null) throw new Error(`The numbers broke in ${fault.layer}.`)
}

async function measure(network: Network, batch: Batch, seconds: number): Promise<number[]> {
  for (let k = 0; k < 3; k++) await step(network, batch)
  const rates: number[] = []
  for (let slice = 0; slice < slices; slice++) {
    const start = performance.now()
    let count = 0
    while (performance.now() - start < 1000 * seconds || count < 2) {
      await step(network, batch)
      count += 1
    }
    rates.push((1000 * count) / (performance.now() - start))
  }
  return rates.sort((a, b) => a - b)
}

async function createNetwork(
  executor: 'fused' | 'tfjs-wasm',
  spec: ModelSpec,
  features: number,
  threads: number,
): Promise<Network> {
  if (executor === 'tfjs-wasm') return createTensorflow(spec, { features })
  const options = {
    builds: readKernelBuilds(),
    threads,
    spawn: spawnKernelThread,
    forceThreads: true,
  }
  return createFusedNetwork(spec, { features }, options)
}

/**
 * Steps a second of each slice, from the slowest to the fastest; programs on a graphics processor. Null where this
 * computer has no adapter for the executor.
 */
async function ratesOf(
  executor: BenchExecutor,
  spec: ModelSpec,
  batch: Batch,
  features: number,
  threads: number,
): Promise<{ readonly rates: readonly number[]; readonly programs: number | null } | null> {
  if (executor !== 'fused' && executor !== 'tfjs-wasm') {
    if (opened.length === 0) opened.push(await openGpuBench(options.software))
    if (!opened[0].offers(executor)) return null
    return opened[0].measure(executor, spec, batch, features, slices, options.seconds)
  }
  const network = await createNetwork(executor, spec, features, threads)
  const rates = await measure(network, batch, options.seconds)
  network.dispose()
  return { rates, programs: null }
}

const options = readOptions(process.argv.slice(2))
/** One or none: it is opened when a graphics processor is first measured. */
const opened: GpuBench[] = []
const rows: Row[] = []
for (const shape of options.shapes) {
  for (const cell of options.cells) {
    for (const executor of options.executors) {
      // TensorFlow.js' WASM threads are off outside of a browser.
      for (const threads of executor === 'fused' ? options.threads : [1]) {
        const { id, time, features, outputs } = shape
        const size = options.predict ?? shape.batch
        const random = createRandom(7)
        const batch: Batch = {
          size,
          inputs: Float32Array.from({ length: size * time * features }, () => random.normal()),
          targets: Float32Array.from({ length: size * outputs }, () => random.normal()),
        }
        const spec = specOf(shape, cell)
        const measured = await ratesOf(executor, spec, batch, features, threads)
        if (measured === null) continue
        const { rates, programs } = measured
        const flops =
          options.predict === null
            ? trainingFlops(shape, cell)
            : predictionFlops(shape, cell, options.predict)
        const median = rates[Math.floor(slices / 2)]
        const peers = Array.from(
          { length: threads },
          (_, k) => options.peer.get(peerKey(id, cell, k + 1)) ?? 0,
        )
        const best = Math.max(...peers)
        const row: Row = {
          id,
          cell,
          executor,
          threads,
          stepsPerSecond: median,
          spread: (rates[slices - 1] - rates[0]) / median,
          gflops: (median * flops) / 1e9,
          ratio: best > 0 ? median / best : null,
          programs,
        }
        rows.push(row)
        if (!options.json) {
          const unit = options.predict === null ? 'steps' : 'calls'
          const ratio = row.ratio === null ? '' : ` · ${row.ratio.toFixed(2)} × peer`
          const count = programs === null ? '' : ` · ${String(programs)} programs a step`
          console.log(
            `${id} ${cell} ${executor} ${String(threads)} · ${median.toFixed(1)} ${unit}/s ± ${(50 * row.spread).toFixed(0)} % · ${row.gflops.toFixed(1)} GFLOP/s${ratio}${count}`,
          )
        }
      }
    }
  }
}
const adapters = opened.flatMap((bench) => bench.adapters)
const cancels: { executor: string; milliseconds: readonly number[] }[] = []
const missing: string[] = []
for (const bench of opened) {
  for (const executor of gpuExecutors.filter((name) => options.executors.includes(name))) {
    if (!bench.offers(executor)) missing.push(executor)
    else cancels.push({ executor, milliseconds: await bench.cancelTimes(executor, cancellations) })
  }
}
if (options.json) console.log(JSON.stringify({ adapters, missing, cancels, rows }))
else {
  for (const adapter of adapters) console.log(adapter)
  for (const executor of missing) console.log(`${executor}: this computer has no adapter for it`)
  for (const { executor, milliseconds } of cancels) {
    const [median, slowest] = [milliseconds[Math.floor(cancellations / 2)], milliseconds.at(-1)]
    console.log(
      `${executor}: cancelled after ${median.toFixed(0)} ms, median of ${String(cancellations)}; slowest ${(slowest ?? 0).toFixed(0)} ms`,
    )
  }
}
for (const bench of opened) await bench.close()
process.exit(0)
