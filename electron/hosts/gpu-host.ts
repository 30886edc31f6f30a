import { EngineError, fromPlainError, toPlainError } from '../../engine/errors'
import type {
  FromGpu,
  GpuCallMessage,
  GpuCallName,
  GpuCalls,
  GpuReply,
  ToGpu,
} from '../../engine/jobs/gpu-messages'
import type { JobEvent } from '../../engine/jobs/protocol'
import { isLast, type JobHost } from './host'

/** A hidden window with a worker in it, as main holds it. */
export interface GpuWindow {
  post(message: ToGpu): void
  /** `gone` is called once, with what happened, if it ends by itself. */
  listen(onMessage: (message: FromGpu) => void, onGone: (what: string) => void): void
  /** Ends window and worker, whatever they do; settles when they are gone. */
  close(): Promise<void>
}

export interface GpuHostOptions {
  readonly open: () => GpuWindow
  /** How long a cancelled job may take to stop by itself before its window is closed. */
  readonly graceMs: number
}

export interface GpuHost extends JobHost {
  /** Asks a window of its own. Rejects with `backend-lost` if there is no answer within `timeMs`. */
  call<N extends GpuCallName>(
    name: N,
    request: Parameters<GpuCalls[N]>[0],
    timeMs: number,
  ): Promise<Awaited<ReturnType<GpuCalls[N]>>>
  /** Fails all jobs that are at work here with `backend-lost`; they go on elsewhere. */
  interrupt(what: string): void
}

/** The error of a job whose graphics processor is gone. */
export function lostGpu(what: string): EngineError {
  return new EngineError('backend-lost', `The graphics processor was lost: ${what}.`, {
    remedy: 'Train on the processor.',
  })
}

/** Runs each job in a hidden window of its own, which closes with the job. */
export function createGpuHost({ open, graceMs }: GpuHostOptions): GpuHost {
  const interrupts = new Set<(what: string) => void>()
  return {
    start(jobId, request, onEvent, options = {}) {
      const { onCheckpoint, ...start } = options
      const window = open()
      let ended = false
      let grace: NodeJS.Timeout | undefined
      let settle = (): void => undefined
      const done = new Promise<void>((resolve) => {
        settle = resolve
      })

      function report(event: JobEvent): void {
        if (ended) return
        ended = isLast(event)
        if (ended) {
          clearTimeout(grace)
          interrupts.delete(lose)
        }
        onEvent(event)
        // Told first: a window whose driver is busy may take a while to close.
        if (ended) void window.close().then(settle)
      }
      const lose = (what: string): void =>
        report({ kind: 'failed', error: toPlainError(lostGpu(what)) })
      interrupts.add(lose)
      window.listen((message) => {
        if (message.kind === 'event') report(message.event)
        else if (message.kind === 'lost') lose(message.what)
        else if (message.kind === 'checkpoint' && !ended) onCheckpoint?.(message.checkpoint)
      }, lose)
      window.post({ kind: 'start', jobId, request, options: start })

      return {
        cancel() {
          if (ended || grace !== undefined) return
          window.post({ kind: 'cancel', jobId })
          grace = setTimeout(() => report({ kind: 'cancelled' }), graceMs)
        },
        done,
      }
    },
    call: (name, request, timeMs) => ask(open(), name, request, timeMs),
    interrupt(what) {
      for (const lose of [...interrupts]) lose(what)
    },
  }
}

async function ask<N extends GpuCallName>(
  window: GpuWindow,
  name: N,
  request: Parameters<GpuCalls[N]>[0],
  timeMs: number,
): Promise<Awaited<ReturnType<GpuCalls[N]>>> {
  let timer: NodeJS.Timeout | undefined
  try {
    const reply = await new Promise<GpuReply>((resolve, reject) => {
      const lose = (what: string): void => reject(lostGpu(what))
      timer = setTimeout(() => lose(`no answer in ${String(timeMs)} ms`), timeMs)
      window.listen((message) => {
        if (message.kind === 'gpu-reply') resolve(message)
        else if (message.kind === 'lost') lose(message.what)
      }, lose)
      // The mapped type cannot say it: a name goes with its own request.
      window.post({ kind: 'gpu-call', id: 1, name, request } as GpuCallMessage)
    })
    if (!reply.ok) throw fromPlainError(reply.error)
    return reply.value as Awaited<ReturnType<GpuCalls[N]>>
  } finally {
    clearTimeout(timer)
    await window.close()
  }
}
