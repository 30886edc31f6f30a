import { describe, expect, it } from 'vitest'
import type { Network, WeightTensor } from '../../../engine/network/network'
import type { ModelSpec } from '../../../engine/spec/model-spec'
import type { EpochEvent, TrainOptions } from '../../../engine/train/train-options'
import { train } from '../../../engine/train/trainer'
import type { WindowSource } from '../../../engine/train/window-source'
import { createNetwork, smallSpec } from '../../helpers/networks'

/** All windows of a series; the same shape of view that preparation makes. */
function windowsOf(values: Float64Array, { input: { history }, horizon }: ModelSpec): WindowSource {
  return {
    count: values.length - history - horizon + 1,
    features: 1,
    fill(indices, { inputs, targets }) {
      indices.forEach((from, row) => {
        const middle = from + history
        inputs.set(values.subarray(from, middle), row * history)
        targets.set(values.subarray(middle, middle + horizon), row * horizon)
      })
    },
  }
}

const sine = Float64Array.from({ length: 120 }, (_, t) => Math.sin((2 * Math.PI * t) / 12))

const quiet = {
  cancel: { aborted: false },
  on: {},
  pause: () => Promise.resolve(),
  now: () => 0,
} satisfies Partial<TrainOptions>

/** A network of one weight that goes up by one each step; its losses are given. */
function scriptedNetwork(losses: { training?: number[]; validation?: number[] }): Network & {
  weight(): number
} {
  let weight = 0
  let evaluations = 0
  const tensors = (): WeightTensor[] => [{ name: 'w', shape: [1], values: Float32Array.of(weight) }]
  return {
    backend: 'scripted',
    parameterCount: 1,
    trainBatch() {
      const loss = losses.training?.[weight] ?? 1
      weight += 1
      return Promise.resolve({ loss, gradientNorm: 1 })
    },
    evaluate: () => Promise.resolve(losses.validation?.[evaluations++] ?? 1),
    predict: () => Promise.resolve(new Float32Array()),
    weights: () => Promise.resolve(tensors()),
    setWeights(given) {
      weight = given[0].values[0]
    },
    dispose: () => undefined,
    weight: () => weight,
  }
}

/** One batch an epoch, so that the scripted weight counts epochs. */
const scripted = smallSpec({ epochs: 10, batchSize: 1000, earlyStopping: { patience: 2 } })
const windows = windowsOf(sine, scripted)

describe('train', () => {
  it('learns a sine', async () => {
    const spec = smallSpec({
      input: { history: 12 },
      layers: [{ kind: 'gru', units: 8, dropout: 0 }],
      batchSize: 16,
      epochs: 40,
      optimizer: { kind: 'adam', learningRate: 0.02 },
    })
    const network = await createNetwork(spec, { features: 1 })
    const training = windowsOf(sine.subarray(0, 90), spec)
    const validation = windowsOf(sine.subarray(80), spec)
    const report = await train({ ...quiet, network, spec, training, validation })
    // The variance of a sine is 0.5: what a forecast of its mean would score.
    expect(report.validationLoss).toBeLessThan(0.005)
    network.dispose()
  })

  it('repeats itself to the last bit', async () => {
    const spec = smallSpec({ layers: [{ kind: 'lstm', units: 3, dropout: 0.2 }] })
    const run = async (): Promise<readonly WeightTensor[]> => {
      const network = await createNetwork(spec, { features: 1 })
      await train({ ...quiet, network, spec, training: windowsOf(sine, spec), validation: null })
      const weights = await network.weights()
      network.dispose()
      return weights
    }
    expect(await run()).toEqual(await run())
  })

  it('stops early and returns to the best weights', async () => {
    const network = scriptedNetwork({ validation: [0.9, 0.5, 0.7, 0.6, 0.4] })
    const epochs: EpochEvent[] = []
    const report = await train({
      ...quiet,
      network,
      spec: scripted,
      training: windows,
      validation: windows,
      on: { epoch: (event) => epochs.push(event) },
    })
    expect(report).toMatchObject({ bestEpoch: 2, epochsTrained: 4, validationLoss: 0.5 })
    expect(epochs.map(({ bestEpoch }) => bestEpoch)).toEqual([1, 2, 2, 2])
    expect(network.weight()).toBe(2)
  })

  it('keeps the best weights without early stopping too', async () => {
    const network = scriptedNetwork({ validation: [0.9, 0.5, 0.7, 0.6, 0.55] })
    const spec = { ...scripted, epochs: 5, earlyStopping: null }
    const report = await train({ ...quiet, network, spec, training: windows, validation: windows })
    expect(report).toMatchObject({ bestEpoch: 2, epochsTrained: 5 })
    expect(network.weight()).toBe(2)
  })

  it('trains every epoch and keeps the last weights without validation', async () => {
    const network = scriptedNetwork({})
    const report = await train({
      ...quiet,
      network,
      spec: scripted,
      training: windows,
      validation: null,
    })
    expect(report).toMatchObject({ bestEpoch: 10, epochsTrained: 10, validationLoss: null })
    expect(network.weight()).toBe(10)
  })

  it.each([
    [[1, 1, NaN], 'Training stopped at epoch 3: the loss is no longer a number.', 2],
    [[Infinity], 'Training stopped at epoch 1: the loss is no longer a number.', 0],
  ])('stops within a step when the loss is no number: %j', async (training, message, kept) => {
    const network = scriptedNetwork({ training })
    const run = train({ ...quiet, network, spec: scripted, training: windows, validation: null })
    await expect(run).rejects.toMatchObject({
      code: 'training-diverged',
      message: `${message} ${kept === 0 ? 'The initial weights' : `The weights of epoch ${String(kept)}`} are kept.`,
      details: { remedy: 'Lower the learning rate, for example from 0.01 to 0.001.' },
    })
    expect(network.weight()).toBe(kept)
  })

  it('stops within a step on a real network whose input is spoilt', async () => {
    const spec = smallSpec({ batchSize: 50, epochs: 20 })
    const network = await createNetwork(spec, { features: 1 })
    const initial = await network.weights()
    const training = windowsOf(
      sine.map((value, t) => (t === 30 ? NaN : value)),
      spec,
    )
    let steps = 0
    const run = train({
      ...quiet,
      network,
      spec,
      training,
      validation: null,
      on: { batch: () => (steps += 1) },
    })
    await expect(run).rejects.toMatchObject({ code: 'training-diverged' })
    expect(steps).toBeLessThan(Math.ceil(training.count / spec.batchSize))
    expect(await network.weights()).toEqual(initial)
    network.dispose()
  })

  it('stops at the next batch when cancelled, with the best weights so far', async () => {
    const network = scriptedNetwork({})
    const cancel = { aborted: false }
    const spec = { ...scripted, batchSize: 20 }
    const batches = Math.ceil(windows.count / 20)
    let steps = 0
    const run = train({
      ...quiet,
      network,
      spec,
      training: windows,
      validation: null,
      cancel,
      on: { batch: () => (steps += 1) },
      // As a host's message does: the flag is raised while training is paused.
      pause() {
        cancel.aborted = steps === batches + 1
        return Promise.resolve()
      },
    })
    await expect(run).rejects.toMatchObject({ code: 'cancelled' })
    expect(steps).toBe(batches + 1)
    expect(network.weight()).toBe(batches)
  })

  it('shows every window once an epoch, in another order each time', async () => {
    const seen: number[][] = []
    const spec = { ...scripted, epochs: 2, batchSize: 20 }
    const training: WindowSource = {
      ...windows,
      fill(indices, batch) {
        seen.push([...indices])
        windows.fill(indices, batch)
      },
    }
    await train({ ...quiet, network: scriptedNetwork({}), spec, training, validation: null })
    const batches = seen.length / 2
    const [first, second] = [seen.slice(0, batches).flat(), seen.slice(batches).flat()]
    const every = Array.from({ length: windows.count }, (_, i) => i)
    const ascending = (order: number[]) => order.toSorted((a, b) => a - b)
    expect(ascending(first)).toEqual(every)
    expect(ascending(second)).toEqual(every)
    expect(second).not.toEqual(first)
  })

  it('weighs each batch by its observed targets', async () => {
    // Two batches of 2 and 1 windows, losses 1 and 4: the mean over three windows is 2.
    const spec = smallSpec({ input: { history: 2 }, horizon: 1, batchSize: 2, epochs: 1 })
    const training = windowsOf(sine.subarray(0, 5), spec)
    const network = scriptedNetwork({ training: [1, 4] })
    const report = await train({ ...quiet, network, spec, training, validation: null })
    expect(report.trainingLoss).toBe(2)
  })

  it('refuses to train without windows', async () => {
    const training = { ...windows, count: 0 }
    const network = scriptedNetwork({})
    await expect(
      train({ ...quiet, network, spec: scripted, training, validation: null }),
    ).rejects.toMatchObject({ code: 'series-too-short' })
  })
})
