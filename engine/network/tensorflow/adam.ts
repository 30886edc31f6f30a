import {
  add,
  div,
  mul,
  sqrt,
  square,
  sub,
  tidy,
  zerosLike,
  type Tensor,
} from '@tensorflow/tfjs-core'

const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-7

/** Running means of the gradient and its square, one pair a weight, and the steps made. */
export interface AdamState {
  readonly means: readonly Tensor[]
  readonly squares: readonly Tensor[]
  readonly steps: number
}

/** The state before the first step. Owned by the caller. */
export function startAdam(weights: readonly Tensor[]): AdamState {
  const zeros = () => weights.map((weight) => zerosLike(weight))
  return { means: zeros(), squares: zeros(), steps: 0 }
}

/**
 * One step of Adam (Kingma & Ba 2015, algorithm 1): w - rate · m̂ / (√v̂ + ε). Returns new tensors; the
 * caller owns them and disposes the old ones. `scale` multiplies the gradients first: it clips them.
 */
export function stepAdam(
  weights: readonly Tensor[],
  gradients: readonly Tensor[],
  state: AdamState,
  learningRate: number,
  scale: number,
): { weights: Tensor[]; state: AdamState } {
  const steps = state.steps + 1
  const rate = learningRate / (1 - beta1 ** steps)
  const correction = 1 / Math.sqrt(1 - beta2 ** steps)
  const next = weights.map((weight, index) =>
    tidy(() => {
      const gradient = scale === 1 ? gradients[index] : mul(gradients[index], scale)
      const mean = add(mul(state.means[index], beta1), mul(gradient, 1 - beta1))
      const squared = add(mul(state.squares[index], beta2), mul(square(gradient), 1 - beta2))
      const spread = add(mul(sqrt(squared), correction), epsilon)
      return { weight: sub(weight, div(mul(mean, rate), spread)), mean, squared }
    }),
  )
  return {
    weights: next.map(({ weight }) => weight),
    state: {
      means: next.map(({ mean }) => mean),
      squares: next.map(({ squared }) => squared),
      steps,
    },
  }
}
