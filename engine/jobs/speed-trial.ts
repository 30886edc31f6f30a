import type { GpuExecutor } from '../network/network'

/** Speeds that differ by less are the same: short measurements scatter by about as much. */
const sameSpeed = 1.05
/** A graphics processor must be this much faster than the processor to be chosen. */
const winsBy = 1.2

/** Where a model may be trained: the fused kernels with so many threads, or a graphics processor. */
export type Place =
  | { readonly executor: 'fused'; readonly threads: number }
  /** The driver's name; null where it gave none. */
  | { readonly executor: GpuExecutor; readonly adapter: string | null }

/** What came of trying one place. */
export type Outcome =
  | { readonly kind: 'measured'; readonly stepsPerSecond: number }
  /** A driver that computes on the processor: not tried. */
  | { readonly kind: 'software' }
  /** Numbers of 16 bits, too coarse for most trainings: not tried. */
  | { readonly kind: 'half-float' }
  /** No answer in the time that a trial may take. */
  | { readonly kind: 'late' }
  | { readonly kind: 'failed'; readonly message: string }

export interface Figure {
  readonly place: Place
  readonly outcome: Outcome
}

/** How an executor was chosen. */
export interface SpeedTrial {
  /** `threads` is null where nothing was measured: then as many as pay off. */
  readonly choice:
    | { readonly executor: 'fused'; readonly threads: number | null }
    | { readonly executor: GpuExecutor }
  readonly figures: readonly Figure[]
}

/** A trial of executors on a model that is remembered for this computer. */
export interface KeptTrial {
  /** Machine and shape of the model that it holds for. */
  readonly key: string
  /** Short name of the model, such as `GRU 32`. */
  readonly model: string
  /** Instant, milliseconds since 1970 UTC. */
  readonly at: number
  readonly trial: SpeedTrial
}

/**
 * The fused kernels, with the fewest threads that are as fast as any number of them, unless a graphics
 * processor was clearly faster.
 */
export function settleTrial(figures: readonly Figure[]): SpeedTrial {
  const speed = ({ outcome }: Figure): number =>
    outcome.kind === 'measured' ? outcome.stepsPerSecond : 0
  const fastest = (of: readonly Figure[]): number => Math.max(0, ...of.map(speed))
  const fused = figures.filter(({ place }) => place.executor === 'fused')
  const best = fastest(fused)
  const [gpu] = figures
    .filter(({ place }) => place.executor !== 'fused')
    .filter((figure) => best > 0 && speed(figure) >= winsBy * best)
    .sort((a, b) => speed(b) - speed(a))
  if (gpu !== undefined && gpu.place.executor !== 'fused') {
    return { choice: { executor: gpu.place.executor }, figures }
  }
  const enough = fused.flatMap((figure) =>
    best > 0 && sameSpeed * speed(figure) >= best && figure.place.executor === 'fused'
      ? [figure.place.threads]
      : [],
  )
  const threads = enough.length === 0 ? null : Math.min(...enough)
  return { choice: { executor: 'fused', threads }, figures }
}

/** Whether another trial would tell no more: everything has answered. */
export function isSettled({ figures }: SpeedTrial): boolean {
  return figures.every(({ outcome }) => outcome.kind !== 'late') && figures.some(isMeasured)
}

export function isMeasured({ outcome }: Figure): boolean {
  return outcome.kind === 'measured'
}

/** Numbers of threads worth trying on so many cores: 1, 2, 4… and all of them. */
export function threadCounts(most: number): readonly number[] {
  const counts = Array.from({ length: Math.ceil(Math.log2(Math.max(1, most))) }, (_, k) => 2 ** k)
  return [...counts, Math.max(1, most)]
}
