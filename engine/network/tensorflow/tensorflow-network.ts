import { dispose, stack, tidy, type Tensor } from '@tensorflow/tfjs-core'
import { EngineError } from '../../errors'
import type { ModelSpec } from '../../spec/model-spec'
import { checkMemory } from '../../spec/memory-needed'
import { checkFeatures, checkSpecRules } from '../../spec/spec-rules'
import { initialWeights } from '../initial-weights'
import type { Batch, Network, NetworkShape, StepReport } from '../network'
import { networkSizes } from '../../spec/network-sizes'
import { sizeOf, weightLayout } from '../../spec/weight-layout'
import { inputTensors, targetTensors } from './batch-tensors'
import { clipFactor, clipScale } from './clipping'
import { deferTraining } from './deferred-training'
import { registerDerivatives } from './derivatives'
import { findFault } from './find-fault'
import { traceFlow } from './gradient-flow'
import { headOutputs, meanLoss } from './heads'
import { networkPasses } from './network-passes'
import { readNumber, readValues } from './read-values'
import { normOf } from './step-parts'
import { releaseKept, weightStore, type KeptTensors } from './weight-store'

/** V8 optimises the library's many functions one by one: steps get faster for about so long, to a third. */
const warmUpMs = 1500

export interface TensorflowOptions {
  /** The name that the network reports. */
  readonly backend: string
  /** Most bytes that it may take. */
  readonly memoryLimit: number
  /** Milliseconds of any clock: with it training is also offered without waiting for each step. */
  readonly now?: () => number
}

/**
 * A network on whichever TensorFlow.js backend is active. It owns its weights, their average and the
 * optimizer's moments; nothing else outlives a call but the steps that were deferred.
 * @throws EngineError `spec-invalid` naming the field, also when it would take more than `memoryLimit` bytes.
 */
export function createTensorflowNetwork(
  spec: ModelSpec,
  shape: NetworkShape,
  { backend, memoryLimit, now }: TensorflowOptions,
): Network {
  checkSpecRules(spec)
  checkFeatures(spec, shape.features)
  checkMemory(spec, shape.features, memoryLimit)
  registerDerivatives()
  const layout = weightLayout(spec, shape)
  const store = weightStore(spec, layout, initialWeights(spec, shape))
  const passes = networkPasses(spec, shape, layout, store)
  let batches = 0
  let disposed = false

  function assertAlive(): void {
    if (disposed) throw new EngineError('internal', 'This network was disposed.')
  }

  const inputsOf = ({ inputs, size, lengths }: Batch) =>
    inputTensors(spec, shape, inputs, size, lengths)

  async function apply(
    batch: Batch,
    loss: number,
    norm: number,
    gradients: readonly Tensor[],
    learningRate: number,
  ): Promise<StepReport> {
    if (!Number.isFinite(loss) || !Number.isFinite(norm)) {
      const read = await Promise.all(
        gradients.map(async (own) => Float32Array.from(await own.data())),
      )
      const fault = findFault(layout, batch, await store.read(), read)
      return { loss, gradientNorm: norm, fault }
    }
    const { clipNorm, accumulation } = spec
    if (accumulation === 1) {
      store.step(gradients, learningRate, clipFactor(clipNorm, norm))
      return { loss, gradientNorm: norm, fault: null }
    }
    const means = store.accumulate(gradients, accumulation)
    if (means === null) return { loss, gradientNorm: norm, fault: null }
    try {
      const gradientNorm = await readNumber(() => normOf(means))
      store.step(means, learningRate, clipFactor(clipNorm, gradientNorm))
      return { loss, gradientNorm, fault: null }
    } finally {
      dispose([...means])
    }
  }

  /** `[2]`, loss and gradient norm, then the gradients. Call within `tidy`. */
  function trained(batch: Batch): Tensor[] {
    const { loss, gradients } = passes.lossAndGradients(batch, {
      inputs: inputsOf(batch),
      dropoutBatch: batches,
      trace: () => null,
      forces: true,
    })
    return [stack([loss, normOf(gradients)]), ...gradients]
  }

  async function trainBatch(batch: Batch, learningRate: number): Promise<StepReport> {
    assertAlive()
    const [told, ...gradients] = tidy(() => trained(batch))
    try {
      const [loss, norm] = await told.data()
      const report = await apply(batch, loss, norm, gradients, learningRate)
      // A batch that broke leaves no trace.
      if (report.fault === null) batches += 1
      return report
    } finally {
      dispose([told, ...gradients])
    }
  }

  function submit(batch: Batch, learningRate: number): Tensor {
    assertAlive()
    const [told, scale, ...gradients] = tidy(() => {
      const [both, ...all] = trained(batch)
      return [both, clipScale(spec.clipNorm, both), ...all]
    })
    store.step(gradients, learningRate, spec.clipNorm === null ? 1 : scale)
    dispose([scale, ...gradients])
    batches += 1
    return told
  }

  // Gradients that add up over batches are read after each anyway.
  const deferral =
    now === undefined || spec.accumulation > 1
      ? null
      : deferTraining<KeptTensors & { readonly batches: number }>(
          {
            submit,
            keep: () => ({ ...store.keep(), batches }),
            restore(kept) {
              store.restore(kept)
              ;({ batches } = kept)
            },
            release: releaseKept,
            trainNow: trainBatch,
          },
          now,
        )

  return {
    backend,
    warmUpMs,
    parameterCount: layout.reduce((total, entry) => total + sizeOf(entry.shape), 0),
    trainBatch,
    ...(deferral === null ? {} : { deferred: deferral }),

    async evaluate(batch) {
      assertAlive()
      return readNumber(() =>
        meanLoss(spec, passes.predictedRaw(inputsOf(batch)), targetTensors(batch, spec.horizon)),
      )
    },

    async predict(inputs, size, lengths) {
      assertAlive()
      return readValues(() =>
        headOutputs(
          spec.head,
          passes.predictedRaw(inputTensors(spec, shape, inputs, size, lengths)),
        ),
      )
    },

    async gradientFlow(batch) {
      assertAlive()
      const { steps } = networkSizes(spec, shape)
      let read: ReturnType<typeof traceFlow>['read'] = () => ({ layers: [] })
      const result = tidy(() => {
        const inputs = inputsOf(batch)
        const flow = traceFlow(spec, steps, inputs.valid)
        passes.lossAndGradients(batch, {
          inputs,
          dropoutBatch: null,
          trace: flow.trace,
          forces: false,
        })
        ;({ read } = flow)
        return flow.collected()
      })
      const { lengths, size } = batch
      const { segment } = spec.input
      const validSteps =
        lengths === undefined
          ? size * steps
          : lengths.subarray(0, size).reduce((all, length) => all + Math.ceil(length / segment), 0)
      try {
        return read(Float32Array.from(await result.data()), validSteps)
      } finally {
        result.dispose()
      }
    },

    async weights() {
      assertAlive()
      return store.read()
    },
    setWeights(weights) {
      assertAlive()
      deferral?.discard()
      store.setWeights(weights)
    },
    async state() {
      assertAlive()
      return store.state(batches)
    },
    setState(state) {
      assertAlive()
      deferral?.discard()
      store.setState(state)
      batches = state.batches
    },
    dispose() {
      if (disposed) return
      deferral?.discard()
      store.dispose()
      disposed = true
    },
  }
}
