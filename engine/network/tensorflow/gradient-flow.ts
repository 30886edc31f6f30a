import { addN, mul, square, stack, sum, type Tensor } from '@tensorflow/tfjs-core'
import type { ModelSpec } from '../../spec/model-spec'
import type { GradientFlow } from '../network'
import type { ValidSteps } from './batch-tensors'
import type { RunTrace } from './run-cell'

/** Values that `saturated` looks at, a unit and step: i f o, z r, h. */
const gatesOf = { rnn: 1, lstm: 3, gru: 2 } as const

/** What the ways back through one layer showed: a pair of sums for each step of each direction. */
interface Measured {
  readonly step: number
  /** `[2]`: Σ ‖∂L/∂h_t‖² and how many gates are saturated. */
  readonly sums: Tensor
}

/** Looks at the ways back of all layers. Steps past a sequence's end count in nothing. */
export function traceFlow({ layers }: ModelSpec, steps: number, valid: ValidSteps | null) {
  const measured = layers.map((): Measured[] => [])
  return {
    trace(index: number, direction: number): RunTrace {
      // The second direction runs from the last step to the first.
      const timeOf = (t: number): number => (direction === 0 ? t : steps - 1 - t)
      return {
        measure(t, dState, saturated) {
          const counted = (x: Tensor): Tensor =>
            sum(valid === null ? x : mul(x, valid.upTo[timeOf(t)]))
          const gates = addN(saturated.map(counted))
          return stack([counted(square(dState)), gates])
        },
        take(t, sums) {
          measured[index].push({ step: timeOf(t), sums })
        },
      }
    },
    /** All sums as one tensor `[·, 2]`, layer by layer. */
    collected: (): Tensor => stack(measured.flat().map(({ sums }) => sums)),
    /** The flow from the values of that tensor, with the valid steps of all sequences together. */
    read(values: Float32Array, validSteps: number): GradientFlow {
      let at = 0
      return {
        layers: layers.map((layer, index) => {
          const norms = new Float64Array(steps)
          let saturated = 0
          for (const { step } of measured[index]) {
            norms[step] += values[at]
            saturated += values[at + 1]
            at += 2
          }
          const directions = layer.direction === 'forward' ? 1 : 2
          const all = directions * validSteps * layer.units * gatesOf[layer.kind]
          return {
            norms: Float32Array.from(norms, Math.sqrt),
            saturation: all === 0 ? 0 : saturated / all,
          }
        }),
      }
    },
  }
}
