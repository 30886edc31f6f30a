import { add, clone, grads, type Tensor } from '@tensorflow/tfjs-core'

/** A tensor on its way through the network, and the loss' gradient by it once the way back came past. */
export interface Value {
  readonly tensor: Tensor
  /** Whether a weight that is trained took part in it. */
  readonly tracked: boolean
  gradient: Tensor | null
}

/** What was computed and how its gradient goes back: reverse-mode differentiation over a few large steps. */
export interface Tape {
  /** A tensor that the loss is not differentiated by. */
  constant(tensor: Tensor): Value
  /** A tensor that the loss is differentiated by. */
  weight(tensor: Tensor): Value
  /** The result of tfjs operations; they are run again and differentiated by tfjs on the way back. */
  apply(operations: (...inputs: Tensor[]) => Tensor, inputs: readonly Value[]): Value
  /** Results with a gradient of their own: `back` reads it off `outputs` and adds to its inputs. */
  record(tensors: readonly Tensor[], tracked: boolean, back: (outputs: Value[]) => void): Value[]
  /** Goes back from a value with this gradient to everything that took part in it. */
  backward(from: Value, gradient: Tensor): void
}

/**
 * tfjs has a tape of its own, but a step of it costs more time than the arithmetic of a recurrent cell at the
 * sizes of a time series. Here a whole layer over all time steps is one step. Use within `tidy`.
 */
export function createTape(): Tape {
  const backs: (() => void)[] = []
  const value = (tensor: Tensor, tracked: boolean): Value => ({ tensor, tracked, gradient: null })

  const record: Tape['record'] = (tensors, tracked, back) => {
    const outputs = tensors.map((tensor) => value(tensor, tracked))
    if (tracked) {
      backs.push(() => {
        if (outputs.some(({ gradient }) => gradient !== null)) back(outputs)
      })
    }
    return outputs
  }
  return {
    constant: (tensor) => value(tensor, false),
    weight: (tensor) => value(tensor, true),
    record,
    apply(operations, inputs) {
      const tensors = inputs.map(({ tensor }) => tensor)
      const trackedAt = inputs.flatMap(({ tracked }, index) => (tracked ? [index] : []))
      const [output] = record([operations(...tensors)], trackedAt.length > 0, ([{ gradient }]) => {
        if (gradient === null) return
        const ofTracked = (...given: Tensor[]): Tensor =>
          operations(...tensors.map((tensor, index) => given[trackedAt.indexOf(index)] ?? tensor))
        // Clones, because tfjs tells inputs apart by tensor and one may stand in two places.
        const own = trackedAt.map((index) => clone(tensors[index]))
        const slopes = grads(ofTracked)(own, gradient)
        slopes.forEach((slope, k) => {
          addGradient(inputs[trackedAt[k]], slope)
        })
      })
      return output
    },
    backward(from, gradient) {
      addGradient(from, gradient)
      for (let step = backs.length - 1; step >= 0; step--) backs[step]()
    },
  }
}

export function addGradient(to: Value, gradient: Tensor): void {
  if (!to.tracked) return
  to.gradient = to.gradient === null ? gradient : add(to.gradient, gradient)
}
