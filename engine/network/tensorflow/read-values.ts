import { tidy, type Tensor } from '@tensorflow/tfjs-core'

/** The values of one tensor computed by `compute`, which is disposed. */
export async function readValues(compute: () => Tensor): Promise<Float32Array> {
  const result = tidy(compute)
  try {
    return Float32Array.from(await result.data())
  } finally {
    result.dispose()
  }
}

/** The same of a scalar. */
export async function readNumber(compute: () => Tensor): Promise<number> {
  const [value] = await readValues(compute)
  return value
}
