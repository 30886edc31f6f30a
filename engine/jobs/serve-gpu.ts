import { EngineError, toPlainError } from '../errors'
import type { AugursReader } from '../evaluate/baselines/mstl-ets'
import type { Executor, NetworkFactory } from '../network/network'
import { guardNetwork } from '../network/guard-network'
import { windowSteps } from '../spec/network-sizes'
import { measureSteps } from '../train/measure-steps'
import type {
  AdapterReport,
  DeviceUsage,
  GpuCallMessage,
  GpuCallName,
  GpuCalls,
  GpuPort,
  Measurement,
  MeasureRequest,
} from './gpu-messages'
import { createJobRunner } from './job-runner'

/** What the thread of a graphics processor has. */
export interface GpuDevice {
  networks(executor: Executor): NetworkFactory
  readonly readAugurs: AugursReader
  describe(): Promise<readonly AdapterReport[]>
  usage(): Promise<DeviceUsage>
  /** Calls the listener when the device is taken away; what waits for it waits for ever. */
  onLost(listener: (what: string) => void): void
  /** What took the device away; null while it is there. */
  whyLost(): string | null
  now(): number
  /** Lets messages in. */
  pause(): Promise<void>
}

type Value = Awaited<ReturnType<GpuCalls[GpuCallName]>>

/** Answers calls and runs forecasts that come over the hidden window's port, until it is closed. */
export function serveGpu(port: GpuPort, device: GpuDevice): void {
  const obey = createJobRunner(
    (message) => {
      // A device that is gone gives errors or zeros before its loss is told: those are not the reason.
      const failed = message.kind === 'event' && message.event.kind === 'failed'
      const what = failed ? device.whyLost() : null
      port.postMessage(what === null ? message : { kind: 'lost', what })
    },
    {
      networks: (executor) => guarded(device, executor),
      readAugurs: (module) => device.readAugurs(module),
    },
    device,
  )
  async function reply(message: GpuCallMessage): Promise<void> {
    const { id } = message
    try {
      port.postMessage({ kind: 'gpu-reply', id, ok: true, value: await answer(device, message) })
    } catch (thrown) {
      port.postMessage({ kind: 'gpu-reply', id, ok: false, error: toPlainError(thrown) })
    }
  }
  device.onLost((what) => port.postMessage({ kind: 'lost', what }))
  port.onMessage((message) => {
    if (message.kind === 'gpu-call') void reply(message)
    else obey(message)
  })
}

/** Networks of the device that the fused kernels, in the same thread, compute samples of again. */
function guarded(device: GpuDevice, executor: Executor): NetworkFactory {
  return async (spec, shape) => {
    const own = await device.networks(executor)(spec, shape)
    try {
      const reference = await device.networks('fused')(spec, shape)
      return guardNetwork(own, reference, windowSteps(spec) * shape.features)
    } catch (thrown) {
      own.dispose()
      throw thrown
    }
  }
}

async function answer(device: GpuDevice, message: GpuCallMessage): Promise<Value> {
  switch (message.name) {
    case 'describe':
      return device.describe()
    case 'measure':
      return measure(device, message.request)
  }
}

/** Makes a network, trains it on the batches, and tells what the device did. */
async function measure(device: GpuDevice, request: MeasureRequest): Promise<Measurement> {
  const { executor, spec, features, batches, steps, budgetMs } = request
  const adapter = (await device.describe()).find((one) => one.executor === executor)
  if (adapter === undefined) {
    throw new EngineError('backend-unavailable', `This computer offers no ${executor}.`, {
      remedy: 'Train on the processor.',
    })
  }
  const network = await device.networks(executor)(spec, { features })
  try {
    const rate = { learningRate: spec.optimizer.learningRate, now: device.now, pause: device.pause }
    const made = await device.usage()
    const first = await measureSteps(network, batches, { ...rate, steps: 0, budgetMs: 0 })
    const afterFirst = await device.usage()
    const rest = await measureSteps(network, batches, { ...rate, steps, budgetMs })
    const usage = [made, afterFirst, await device.usage()] as const
    const { backend } = network
    const reports = [...first.reports, ...rest.reports]
    return { backend, renderer: adapter.renderer, reports, msPerStep: rest.msPerStep, usage }
  } finally {
    network.dispose()
  }
}
