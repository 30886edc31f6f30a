import type { PlainError } from '../errors'
import type { Batch, GpuExecutor, StepReport } from '../network/network'
import type { ModelSpec } from '../spec/model-spec'
import type { JobCommand, JobMessage, Port } from './port-messages'

/** A graphics processor as one of its executors sees it. */
export interface AdapterReport {
  readonly executor: GpuExecutor
  /** The driver's name for it, such as `ANGLE (NVIDIA, NVIDIA GeForce RTX 3060, OpenGL 4.5)`. */
  readonly renderer: string
  /** Whether that names a driver that computes on the processor. */
  readonly software: boolean
  readonly precision: 'float32' | 'half float'
  /** The driver's limits by their own names. */
  readonly limits: Readonly<Record<string, number>>
}

/** What a device is asked to train on, to be measured or compared. */
export interface MeasureRequest {
  readonly executor: GpuExecutor
  readonly spec: ModelSpec
  readonly features: number
  /** Trained on in turn. */
  readonly batches: readonly Batch[]
  /** Most steps measured. */
  readonly steps: number
  readonly budgetMs: number
}

/** Tensors and bytes that a device holds, and programs that it has run, since its thread began. */
export interface DeviceUsage {
  readonly tensors: number
  readonly bytes: number
  readonly programs: number
}

export interface Measurement {
  readonly backend: string
  readonly renderer: string
  /** Of all steps in their order, a few to warm up included. */
  readonly reports: readonly StepReport[]
  /** Null where the time was not enough. */
  readonly msPerStep: number | null
  /** After the network was made, after its first step, and after its last. */
  readonly usage: readonly [DeviceUsage, DeviceUsage, DeviceUsage]
}

/** Calls that the hidden window answers beside running jobs. */
export interface GpuCalls {
  /** Those that there are; empty where the machine has none that can be used. */
  describe(): Promise<readonly AdapterReport[]>
  measure(request: MeasureRequest): Promise<Measurement>
}

export type GpuCallName = keyof GpuCalls

export type GpuCallMessage = {
  [N in GpuCallName]: {
    readonly kind: 'gpu-call'
    readonly id: number
    readonly name: N
    readonly request: Parameters<GpuCalls[N]>[0]
  }
}[GpuCallName]

export type GpuReply =
  | {
      readonly kind: 'gpu-reply'
      readonly id: number
      readonly ok: true
      readonly value: Awaited<ReturnType<GpuCalls[GpuCallName]>>
    }
  | {
      readonly kind: 'gpu-reply'
      readonly id: number
      readonly ok: false
      readonly error: PlainError
    }

/** What main sends to the hidden window: its own calls, and jobs as any host's. */
export type ToGpu = GpuCallMessage | JobCommand

/** What comes back; after `lost` nothing more does. */
export type FromGpu = GpuReply | JobMessage | { readonly kind: 'lost'; readonly what: string }

/** The hidden window's end of its channel. */
export type GpuPort = Port<FromGpu, ToGpu>
