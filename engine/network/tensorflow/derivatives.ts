import {
  div,
  getGradient,
  matMul,
  mul,
  neg,
  ones,
  pad,
  registerGradient,
  reshape,
  sigmoid,
  slice,
  square,
  step,
  sub,
  sum,
  transpose,
  type GradConfig,
  type NamedAttrMap,
  type Tensor,
} from '@tensorflow/tfjs-core'

// tfjs-core's own entry brings no derivatives with it; these are the operations that `Tape.apply` is given.

/** dy, the operation's inputs, its output (empty if not asked for) and its attributes → gradients by input. */
type Derivative = (
  dy: Tensor,
  inputs: readonly Tensor[],
  output: Tensor,
  attributes: NamedAttrMap,
) => (() => Tensor)[]

const derivatives: readonly { kernel: string; inputs: readonly string[]; by: Derivative }[] = [
  {
    kernel: 'Add',
    inputs: ['a', 'b'],
    by: (dy, [a, b]) => [() => toShape(dy, a), () => toShape(dy, b)],
  },
  {
    kernel: 'Sub',
    inputs: ['a', 'b'],
    by: (dy, [a, b]) => [() => toShape(dy, a), () => toShape(neg(dy), b)],
  },
  {
    kernel: 'Multiply',
    inputs: ['a', 'b'],
    by: (dy, [a, b]) => [() => toShape(mul(dy, b), a), () => toShape(mul(dy, a), b)],
  },
  {
    kernel: 'RealDiv',
    inputs: ['a', 'b'],
    by: (dy, [a, b]) => [
      () => toShape(div(dy, b), a),
      () => toShape(neg(div(mul(dy, a), square(b))), b),
    ],
  },
  {
    kernel: 'BatchMatMul',
    inputs: ['a', 'b'],
    by: (dy, [a, b]) => [() => matMul(dy, b, false, true), () => matMul(a, dy, true, false)],
  },
  {
    kernel: 'Relu',
    inputs: ['x'],
    by: (dy, [x]) => [() => mul(dy, step(x))],
  },
  {
    kernel: 'Tanh',
    inputs: ['x'],
    by: (dy, _, y) => [() => mul(dy, sub(1, square(y)))],
  },
  {
    kernel: 'Softplus',
    inputs: ['x'],
    by: (dy, [x]) => [() => mul(dy, sigmoid(x))],
  },
  {
    kernel: 'Log',
    inputs: ['x'],
    by: (dy, [x]) => [() => div(dy, x)],
  },
  {
    kernel: 'Sqrt',
    inputs: ['x'],
    by: (dy, _, y) => [() => div(dy, mul(y, 2))],
  },
  {
    kernel: 'Square',
    inputs: ['x'],
    by: (dy, [x]) => [() => mul(dy, mul(x, 2))],
  },
  {
    kernel: 'Sum',
    inputs: ['x'],
    by(dy, [x], _, { axis }) {
      // No axis stands for all of them.
      const axes = numbers(axis)
      const kept = x.shape.map((side, k) => (axes.length === 0 || axes.includes(k) ? 1 : side))
      return [() => mul(reshape(dy, kept), ones(x.shape))]
    },
  },
  {
    kernel: 'Reshape',
    inputs: ['x'],
    by: (dy, [x]) => [() => reshape(dy, x.shape)],
  },
  {
    kernel: 'Transpose',
    inputs: ['x'],
    by(dy, _, __, { perm }) {
      const order = numbers(perm)
      return [
        () =>
          transpose(
            dy,
            order.map((_axis, index) => order.indexOf(index)),
          ),
      ]
    },
  },
  {
    kernel: 'Slice',
    inputs: ['x'],
    by(dy, [x], _, { begin }) {
      const from = numbers(begin)
      const around = x.shape.map((side, index): [number, number] => [
        from[index],
        side - from[index] - dy.shape[index],
      ])
      return [() => pad(dy, around)]
    },
  },
]

const concatGradient: GradConfig = {
  kernelName: 'Concat',
  saveAllInputs: true,
  gradFunc(given, saved, { axis }) {
    const dy = one(given)
    const [along] = numbers(axis)
    let at = 0
    const parts = saved.map((x) => {
      const begin = dy.shape.map((_, index) => (index === along ? at : 0))
      at += x.shape[along]
      return () => slice(dy, begin, x.shape)
    })
    return Object.fromEntries(parts.map((part, index) => [String(index), part]))
  },
}

/** Makes the derivatives known to tfjs; more than once does no harm. */
export function registerDerivatives(): void {
  const register = (config: GradConfig): void => {
    if (getGradient(config.kernelName) === undefined) registerGradient(config)
  }
  register(concatGradient)
  for (const { kernel, inputs, by } of derivatives) {
    register({
      kernelName: kernel,
      inputsToSave: [...inputs],
      outputsToSave: [true],
      gradFunc(dy, saved, attributes) {
        const parts = by(one(dy), saved.slice(0, inputs.length), saved[inputs.length], attributes)
        return Object.fromEntries(parts.map((part, index) => [inputs[index], part]))
      },
    })
  }
}

/** Sums a gradient over the sides along which `like` was stretched. */
function toShape(dy: Tensor, like: Tensor): Tensor {
  const offset = dy.rank - like.rank
  const axes = dy.shape.flatMap((side, index) =>
    index < offset || (like.shape[index - offset] === 1 && side > 1) ? [index] : [],
  )
  return reshape(axes.length === 0 ? dy : sum(dy, axes), like.shape)
}

function one(dy: Tensor | Tensor[]): Tensor {
  return Array.isArray(dy) ? dy[0] : dy
}

function numbers(attribute: NamedAttrMap[string]): number[] {
  const list: readonly unknown[] = Array.isArray(attribute) ? attribute : [attribute]
  return list.filter((value) => typeof value === 'number')
}
