import { EngineError } from '../../errors'
import type { Network, NetworkFactory } from '../../network/network'
import { createRandom } from '../../random'
import type { Beside, BesideColumn } from './beside'
import { setInitialBands } from './initial-bands'
import type { Learner, LearningWork, Member, QuantilePaths } from './member'
import type { PreparedSeries } from './prepared-series'
import { segmentSpec, type CellKind, type SegmentSizes } from './segment-spec'
import { trainSteps, type TrainingHost } from './train-steps'
import { fromScale, scaleWords, type WindowScale, type WindowScaleKind } from './window-scale'
import {
  leastEnd,
  windowFeatures,
  windowSampler,
  windowSize,
  writeWindow,
  type WindowShape,
} from './window-sampler'

/** One way to make a network of a panel. */
export interface NetworkPlan {
  readonly scale: WindowScaleKind
  /** Starts from the season before by a linear skip that is trained along. */
  readonly skip: boolean
  readonly scaledLoss: boolean
  readonly sizes: SegmentSizes
  readonly dropout: number
  readonly learningRate: number
  /** Windows a step. */
  readonly batchSize: number
}

/** What all networks of a forecast share. */
export interface NetworkSetting {
  readonly createNetwork: NetworkFactory
  readonly cell: CellKind
  readonly season: number
  readonly probabilities: readonly number[]
  readonly beside: Beside
}

/** Windows forecast in one call; changes no number. */
const windowsAtOnce = 128

/** Trains one network on windows of all series. */
export function networkLearner(plan: NetworkPlan, setting: NetworkSetting): Learner {
  const { scale, skip, sizes } = plan
  const segment = sizes.segment === 1 ? 'steps' : `segments of ${sizes.segment}`
  const name = `${setting.cell.toUpperCase()} over ${segment}, windows ${scaleWords[scale]}${skip ? ', seasonal skip' : ''}`
  return { name, trained: true, learn: (panel, work) => trainNetwork(panel, plan, setting, work) }
}

async function trainNetwork(
  panel: readonly PreparedSeries[],
  plan: NetworkPlan,
  { createNetwork, cell, season, probabilities, beside }: NetworkSetting,
  { steps, seed, host }: LearningWork,
): Promise<Member> {
  const { history, horizon, segment } = plan.sizes
  const { scale, scaledLoss, batchSize } = plan
  const ahead = beside.goesOn ? segment * Math.ceil(horizon / segment) : 0
  const shape: WindowShape = {
    ...{ history, ahead, beside: beside.count },
    ...{ horizon, season, scale, scaledLoss },
  }
  const besideOf = ({ source }: PreparedSeries): readonly BesideColumn[] => beside.columnsOf(source)
  const random = createRandom(seed).split('windows')
  const sampler = windowSampler(panel, shape, batchSize, random, besideOf)
  if (sampler === null) throw tooShort(season)
  const spec = segmentSpec({
    ...plan.sizes,
    cell,
    skip: plan.skip
      ? { initial: { kind: 'seasonal-naive', season }, learningRateFactor: 0.3, frozen: false }
      : null,
    probabilities,
    dropout: plan.dropout,
    learningRate: plan.learningRate,
    batchSize,
    headScale: plan.skip ? 0.1 : 0.5,
    goesOn: beside.goesOn,
    seed,
  })
  const network = await createNetwork(spec, { features: windowFeatures + beside.count })
  try {
    const skipSeason = plan.skip ? season : null
    await setInitialBands(network, sampler.next(), { ...shape, skipSeason }, probabilities)
    await trainSteps(network, spec, steps, () => sampler.next(), host)
  } catch (error) {
    network.dispose()
    throw error
  }
  return {
    predict: (histories) =>
      predictWindows(network, histories, { shape, besideOf, levels: probabilities.length }, host),
    dispose: () => {
      network.dispose()
    },
  }
}

interface PredictionPlan {
  readonly shape: WindowShape
  readonly levels: number
  besideOf(series: PreparedSeries): readonly BesideColumn[]
}

async function predictWindows(
  network: Network,
  histories: readonly PreparedSeries[],
  { shape, besideOf, levels }: PredictionPlan,
  host: TrainingHost,
): Promise<readonly QuantilePaths[]> {
  const width = windowSize(shape)
  const size = shape.horizon * levels
  const inputs = new Float32Array(windowsAtOnce * width)
  const paths: QuantilePaths[] = []
  for (let from = 0; from < histories.length; from += windowsAtOnce) {
    await host.pause()
    if (host.signal.aborted) throw new EngineError('cancelled', 'The forecast was cancelled.')
    const part = histories.slice(from, from + windowsAtOnce)
    const scales = part.map((series, row) =>
      writeWindow(series, series.values.length, shape, inputs, row * width, besideOf(series)),
    )
    const outputs = await network.predict(inputs, part.length)
    part.forEach(({ values }, row) => {
      const own = outputs.subarray(row * size, (row + 1) * size)
      paths.push(toPaths(own, values.length, scales[row], levels))
    })
  }
  return paths
}

/** `[horizon][level]` on the scale of the window that ends at `end` → paths of values. */
function toPaths(
  outputs: Float32Array,
  end: number,
  scale: WindowScale,
  levels: number,
): QuantilePaths {
  return Array.from({ length: levels }, (_, k) =>
    Float64Array.from({ length: outputs.length / levels }, (_, h) =>
      fromScale(outputs[h * levels + k], end + h, scale),
    ),
  )
}

function tooShort(season: number): EngineError {
  const needed = leastEnd(season) + 1
  return new EngineError(
    'series-too-short',
    `A network needs at least ${needed} rows of a series to learn from; no series has as many.`,
    { remedy: 'Add earlier rows, or choose a shorter season.' },
  )
}
