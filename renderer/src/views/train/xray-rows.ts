import type { GradientFlow } from '../../../../engine/network/network'
import { cellTitles } from '../../../../engine/spec/describe-spec'
import type { ModelSpec } from '../../../../engine/spec/model-spec'
import { roundStep } from '../../charts/value-range'

/** The least share the X-ray tells from nothing; its colours span the decades from here to 1. */
export const leastShareShown = 1e-4
/** Below this share of the last step's gradient, a step is left of the mark. */
export const markedShare = 0.01

/** One layer of the X-ray. */
export interface XrayRow {
  /** Such as `layer 1 · 32`. */
  readonly label: string
  readonly cell: string
  /** ‖∂L/∂h_t‖ relative to the last step's, the first step first; null when no gradient arrives there. */
  readonly shares: readonly number[] | null
  /** Steps back from which on all shares are below 1 %; null when the first step's is not. */
  readonly markBack: number | null
}

/** The rows of a sample, the first layer on top. */
export function xrayRows(spec: ModelSpec, { layers }: GradientFlow): readonly XrayRow[] {
  return layers.flatMap(({ norms }, index) => {
    const layer = spec.layers[index]
    if (!layer) return []
    const last = norms.at(-1) ?? 0
    const shares = last > 0 ? Array.from(norms, (norm) => norm / last) : null
    return [
      {
        label: `layer ${index + 1} · ${layer.units}`,
        cell: cellTitles[layer.kind],
        shares,
        markBack: shares && markBack(shares),
      },
    ]
  })
}

/** Counts from the far end, so that a dip between two stronger steps is not taken for forgetting. */
function markBack(shares: readonly number[]): number | null {
  const farthest = shares.findIndex((share) => share >= markedShare)
  return farthest <= 0 ? null : shares.length - farthest
}

/** Height on the colour scale, 0 to 1: the logarithm of the share from 10⁻⁴ to 1. */
export function heatOf(share: number): number {
  if (!(share > leastShareShown)) return 0
  return Math.min(1, 1 - Math.log10(share) / Math.log10(leastShareShown))
}

/** A colour of the single-hue scale in force, as CSS. */
export function heatColour(share: number): string {
  const heat = heatOf(share)
  const [from, to, part] = heat < 0.5 ? ['0', 'm', heat * 2] : ['m', '1', heat * 2 - 1]
  return `color-mix(in srgb, var(--heat-${to}) ${Math.round(part * 100)}%, var(--heat-${from}))`
}

/** Round numbers of steps back to label, `0` last, for a row of so many steps. */
export function xrayTicks(steps: number): readonly number[] {
  const every = Math.max(1, roundStep(steps / 7))
  const count = Math.floor((steps - 1) / every)
  return Array.from({ length: count + 1 }, (_, index) => (count - index) * every)
}

/** The middle of a cell from the left, in % of the row. */
export function cellMiddle(back: number, steps: number): number {
  return ((steps - back - 0.5) / steps) * 100
}
