import { EngineError, toPlainError } from '../errors'
import type { Executor, NetworkFactory } from '../network/network'
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

/** What the thread of a graphics processor has. */
export interface GpuDevice {
  networks(executor: Executor): NetworkFactory
  describe(): Promise<readonly AdapterReport[]>
  usage(): Promise<DeviceUsage>
  now(): number
  /** Lets messages in. */
  pause(): Promise<void>
}

type Value = Awaited<ReturnType<GpuCalls[GpuCallName]>>

/** Answers the calls that come over the hidden window's port, until it is closed. */
export function serveGpu(port: GpuPort, device: GpuDevice): void {
  async function reply(message: GpuCallMessage): Promise<void> {
    const { id } = message
    try {
      port.postMessage({ kind: 'gpu-reply', id, ok: true, value: await answer(device, message) })
    } catch (thrown) {
      port.postMessage({ kind: 'gpu-reply', id, ok: false, error: toPlainError(thrown) })
    }
  }
  port.onMessage((message) => void reply(message))
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
