import type { HeadSpec, LossSpec } from '../../spec/model-spec'
import { classesHead } from './classes-head'
import { gaussianHead } from './gaussian-head'
import { pointHead } from './point-head'
import { quantilesHead } from './quantiles-head'
import { studentHead } from './student-head'

/** A head's formula for one step ahead of one window: raw numbers of the last product → outputs and loss. */
export interface Head {
  /** Raw numbers, and as many outputs. */
  readonly count: number
  /** The raw number that is the location, which a skip adds to and a decoder feeds back; null without one. */
  readonly location: number | null
  /** Writes the outputs of raw[at …] to out[outAt …]. */
  outputs(raw: Float32Array, at: number, out: Float32Array, outAt: number): void
  /** The loss of raw[at …] for a target. */
  loss(raw: Float32Array, at: number, target: number): number
  /** Writes ∂loss/∂raw · factor to gradient[gradientAt …]. */
  gradient(
    raw: Float32Array,
    at: number,
    target: number,
    gradient: Float32Array,
    gradientAt: number,
    factor: number,
  ): void
}

export function createHead(head: HeadSpec, loss: LossSpec): Head {
  switch (head.kind) {
    case 'point':
      return pointHead(loss)
    case 'quantiles':
      return quantilesHead(head.levels, head.weights)
    case 'gaussian':
      return gaussianHead()
    case 'student-t':
      return studentHead()
    case 'classes':
      return classesHead(head.count)
  }
}

/** log(1 + eˣ), without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

/** 1 / (1 + e⁻ˣ), the slope of `softplus`. */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** Added to a scale, so that a likelihood stays finite. */
export const leastScale = 1e-6
