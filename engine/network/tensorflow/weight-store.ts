import {
  add,
  clone,
  dispose,
  mul,
  sub,
  tensor,
  tidy,
  zeros,
  type Tensor,
} from '@tensorflow/tfjs-core'
import { EngineError } from '../../errors'
import type { ModelSpec } from '../../spec/model-spec'
import type { NetworkState, WeightTensor } from '../network'
import type { WeightEntry } from '../../spec/weight-layout'
import { momentsOf, optimizerStep, type TrainedWeight } from './optimizers'

/** Tensors in the order of the layout; empty where the spec has no use for them. */
type Copies = { weights: Tensor[]; averages: Tensor[]; first: Tensor[]; second: Tensor[] }

/** Tensors as they were at some step. */
export interface KeptTensors {
  readonly copies: Copies
  readonly steps: number
}

/** All tensors that outlive a batch: weights, their average, moments and gradients not yet applied. */
export interface WeightStore {
  weights(): readonly Tensor[]
  /** What predictions use: the average where there is one. */
  predicted(): readonly Tensor[]
  /** Adds a batch's gradients; the mean over `batches` once that many are in, else null. Call in no `tidy`. */
  accumulate(gradients: readonly Tensor[], batches: number): readonly Tensor[] | null
  /** `scale` is the factor that clips, 1 for none, or a scalar on the device. */
  step(gradients: readonly Tensor[], learningRate: number, scale: number | Tensor): void
  /** Everything that `step` changes, sharing its memory; given back by `restore` or `release`. */
  keep(): KeptTensors
  restore(kept: KeptTensors): void
  read(): Promise<readonly WeightTensor[]>
  setWeights(weights: readonly WeightTensor[]): void
  state(batches: number): Promise<NetworkState>
  setState(state: NetworkState): void
  dispose(): void
}

export function releaseKept({ copies }: KeptTensors): void {
  dispose(Object.values(copies).flat())
}

export function weightStore(
  spec: ModelSpec,
  layout: readonly WeightEntry[],
  initial: readonly WeightTensor[],
): WeightStore {
  const uses = momentsOf(spec.optimizer)
  const none = (): Tensor[] => layout.map(({ shape }) => zeros([...shape]))
  let copies: Copies = {
    weights: upload(initial, ''),
    averages: spec.averageDecay === null ? [] : upload(initial, ''),
    first: uses.first ? none() : [],
    second: uses.second ? none() : [],
  }
  let pending: Tensor[] = []
  let pendingBatches = 0
  let steps = 0

  /** The tensors of the layout by name. @throws EngineError `request-invalid` if one is missing. */
  function upload(tensors: readonly WeightTensor[], prefix: string): Tensor[] {
    const byName = new Map(tensors.map((given) => [given.name, given]))
    const found = layout.map(({ name, shape }) => {
      const given = byName.get(prefix + name)
      if (given?.shape.join() === shape.join()) return given
      throw new EngineError(
        'request-invalid',
        `The weights have no ${prefix}${name} of shape [${shape.join(', ')}].`,
        {
          field: prefix + name,
          remedy: 'Use weights of a network with the same spec and features.',
        },
      )
    })
    return found.map(({ shape, values }) => tensor(values.slice(), [...shape], 'float32'))
  }

  const download = (tensors: readonly Tensor[], prefix = ''): Promise<WeightTensor[]> =>
    Promise.all(
      tensors.map(async (own, index) => ({
        name: prefix + layout[index].name,
        shape: layout[index].shape,
        values: Float32Array.from(await own.data()),
      })),
    )

  function replace(next: Partial<Copies>): void {
    const old = copies
    copies = { ...copies, ...next }
    dispose([
      ...(next.weights ? old.weights : []),
      ...(next.averages ? old.averages : []),
      ...(next.first ? old.first : []),
      ...(next.second ? old.second : []),
    ])
  }

  function setPending(next: Tensor[], batches: number): void {
    dispose(pending)
    pending = next
    pendingBatches = batches
  }

  return {
    weights: () => copies.weights,
    predicted: () => (spec.averageDecay === null ? copies.weights : copies.averages),
    accumulate(gradients, batches) {
      const before = pending
      const sums = tidy(() =>
        gradients.map((own, index) => (before.length === 0 ? clone(own) : add(before[index], own))),
      )
      setPending(sums, pendingBatches + 1)
      if (pendingBatches < batches) return null
      const means = tidy(() => pending.map((own) => mul(own, 1 / batches)))
      setPending([], 0)
      return means
    },
    step(gradients, learningRate, scale) {
      steps += 1
      const next: TrainedWeight[] = []
      tidy(() => {
        layout.forEach((entry, index) => {
          const own = {
            weight: copies.weights[index],
            first: uses.first ? copies.first[index] : null,
            second: uses.second ? copies.second[index] : null,
          }
          const stepped = entry.frozen
            ? {
                weight: clone(own.weight),
                first: own.first && clone(own.first),
                second: own.second && clone(own.second),
              }
            : optimizerStep(spec, entry, own, gradients[index], learningRate, scale, steps)
          next.push(stepped)
        })
        return next.flatMap((own) => Object.values(own)).filter((own) => own !== null)
      })
      replace({
        weights: next.map(({ weight }) => weight),
        first: next.flatMap(({ first }) => (first === null ? [] : [first])),
        second: next.flatMap(({ second }) => (second === null ? [] : [second])),
      })
      const { averageDecay } = spec
      if (averageDecay === null) return
      const averages = copies.averages.map((average, index) =>
        tidy(() => add(average, mul(sub(copies.weights[index], average), 1 - averageDecay))),
      )
      replace({ averages })
    },
    keep: () => ({
      copies: {
        weights: copies.weights.map(clone),
        averages: copies.averages.map(clone),
        first: copies.first.map(clone),
        second: copies.second.map(clone),
      },
      steps,
    }),
    restore(kept) {
      replace(kept.copies)
      ;({ steps } = kept)
    },
    read: () => download(copies.weights),
    setWeights(given) {
      const weights = upload(given, '')
      replace(spec.averageDecay === null ? { weights } : { weights, averages: upload(given, '') })
    },
    async state(batches) {
      return {
        weights: await download(copies.weights),
        averages: await download(copies.averages),
        moments: [
          ...(await download(copies.first, 'first:')),
          ...(await download(copies.second, 'second:')),
        ],
        steps,
        batches,
        pending: await download(pending),
      }
    },
    setState(state) {
      replace({
        weights: upload(state.weights, ''),
        averages: spec.averageDecay === null ? [] : upload(state.averages, ''),
        first: uses.first ? upload(state.moments, 'first:') : [],
        second: uses.second ? upload(state.moments, 'second:') : [],
      })
      const some = state.pending.length > 0
      setPending(
        some ? upload(state.pending, '') : [],
        some ? state.batches % spec.accumulation : 0,
      )
      steps = state.steps
    },
    dispose() {
      setPending([], 0)
      replace({ weights: [], averages: [], first: [], second: [] })
    },
  }
}
