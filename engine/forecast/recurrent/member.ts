import { EngineError } from '../../errors'
import type { Network, NetworkFactory } from '../../network/network'
import { createRandom } from '../../random'
import { setInitialBands } from './initial-bands'
import type { PreparedSeries } from './prepared-series'
import { batchSize, segmentGruSpec, type SegmentGruSizes } from './segment-gru-spec'
import { trainSteps, type TrainingHost } from './train-steps'
import { fromScale, type WindowScale, type WindowScaleKind } from './window-scale'
import {
  leastEnd,
  windowFeatures,
  windowSampler,
  writeWindow,
  type WindowShape,
} from './window-sampler'

/** One way to make a network of a panel. */
export interface MemberPlan {
  readonly scale: WindowScaleKind
  /** Starts from the season before by a linear skip that is trained along. */
  readonly skip: boolean
  readonly scaledLoss: boolean
  readonly sizes: SegmentGruSizes
  readonly dropout: number
  readonly learningRate: number
}

/** `[probability][horizon]`. */
export type QuantilePaths = readonly Float64Array[]

/** A trained network of an ensemble. */
export interface Member {
  /** Quantiles of the steps after each history, on the values' scale. */
  predict(histories: readonly PreparedSeries[]): Promise<readonly QuantilePaths[]>
  dispose(): void
}

export interface MemberDeps {
  readonly createNetwork: NetworkFactory
  readonly host: TrainingHost
}

/**
 * Trains one network on windows of all series.
 * @throws EngineError `series-too-short` when no series has a window and a step after it; `cancelled`;
 * `training-diverged`.
 */
export async function trainMember(
  panel: readonly PreparedSeries[],
  plan: MemberPlan,
  options: {
    readonly season: number
    readonly probabilities: readonly number[]
    readonly steps: number
    readonly seed: number
  },
  { createNetwork, host }: MemberDeps,
): Promise<Member> {
  const { season, probabilities, seed } = options
  const { history, horizon } = plan.sizes
  const { scale, scaledLoss } = plan
  const shape: WindowShape = { history, horizon, season, scale, scaledLoss }
  const sampler = windowSampler(panel, shape, batchSize, createRandom(seed).split('windows'))
  if (sampler === null) throw tooShort(season)
  const spec = segmentGruSpec({
    ...plan.sizes,
    skip: plan.skip
      ? { initial: { kind: 'seasonal-naive', season }, learningRateFactor: 0.3, frozen: false }
      : null,
    probabilities,
    dropout: plan.dropout,
    learningRate: plan.learningRate,
    headScale: plan.skip ? 0.1 : 0.5,
    seed,
  })
  const network = await createNetwork(spec, { features: windowFeatures })
  try {
    const skipSeason = plan.skip ? season : null
    await setInitialBands(network, sampler.next(), { history, horizon, skipSeason }, probabilities)
    await trainSteps(network, spec, options.steps, () => sampler.next(), host)
  } catch (error) {
    network.dispose()
    throw error
  }
  return {
    predict: (histories) => predictWindows(network, histories, shape, probabilities.length, host),
    dispose: () => {
      network.dispose()
    },
  }
}

async function predictWindows(
  network: Network,
  histories: readonly PreparedSeries[],
  shape: WindowShape,
  levels: number,
  host: TrainingHost,
): Promise<readonly QuantilePaths[]> {
  const { history, horizon } = shape
  const width = history * windowFeatures
  const inputs = new Float32Array(batchSize * width)
  const paths: QuantilePaths[] = []
  for (let from = 0; from < histories.length; from += batchSize) {
    await host.pause()
    if (host.signal.aborted) throw new EngineError('cancelled', 'The forecast was cancelled.')
    const part = histories.slice(from, from + batchSize)
    const scales = part.map((series, row) => {
      if (series.values.length === 0) throw noValue(series.name)
      return writeWindow(series, series.values.length, shape, inputs, row * width)
    })
    const outputs = await network.predict(inputs, part.length)
    part.forEach(({ facts }, row) => {
      const size = horizon * levels
      paths.push(
        toPaths(outputs.subarray(row * size, (row + 1) * size), scales[row], levels, facts.least),
      )
    })
  }
  return paths
}

/** `[horizon][level]` on the window's scale → paths of values, not below 0 where the history never was. */
function toPaths(
  outputs: Float32Array,
  scale: WindowScale,
  levels: number,
  least: number,
): QuantilePaths {
  return Array.from({ length: levels }, (_, k) =>
    Float64Array.from({ length: outputs.length / levels }, (_, h) => {
      const value = fromScale(outputs[h * levels + k], scale)
      return least >= 0 ? Math.max(0, value) : value
    }),
  )
}

function tooShort(season: number): EngineError {
  const needed = leastEnd(season) + 1
  return new EngineError(
    'series-too-short',
    `A network needs at least ${needed} rows of a series to learn from; no series has as many.`,
    { remedy: 'Add earlier rows, shorten the horizon, or choose a shorter season.' },
  )
}

function noValue(name: string): EngineError {
  return new EngineError('series-too-short', `${name} has no value to forecast from.`, {
    column: name,
    remedy: 'Add rows with values, or leave the series out.',
  })
}
