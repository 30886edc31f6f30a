import { div, minimum, scalar, slice, type Tensor } from '@tensorflow/tfjs-core'

/** The factor that brings `norm` down to `clipNorm`; 1 below it, or where nothing is clipped. */
export function clipFactor(clipNorm: number | null, norm: number): number {
  return clipNorm !== null && norm > clipNorm ? clipNorm / norm : 1
}

/** The same on the device, of the norm that is second in `told`. */
export function clipScale(clipNorm: number | null, told: Tensor): Tensor {
  if (clipNorm === null) return scalar(1)
  return minimum(div(clipNorm, slice(told, [1], [1])), 1)
}
