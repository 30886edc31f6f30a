import { createRandom, threefry2x32 } from '../random'

/**
 * The key of the dropout masks of one place in the network, such as `layers[0]` or `layers[0].recurrent`, in
 * one training batch. Masks depend on key and element alone, so threads and executors draw the same.
 */
export function dropoutKey(seed: number, place: string, batch: number): readonly [number, number] {
  const { key } = createRandom(seed).split('dropout').split(place).state()
  return threefry2x32(key[0], key[1], batch >>> 0, Math.floor(batch / 2 ** 32))
}

/** A draw below this uint32 drops the element. */
export function dropoutThreshold(rate: number): number {
  return Math.ceil(rate * 2 ** 32)
}

/**
 * A mask `[size, units]` for one layer's outputs: 0 with probability `rate`, else 1 / (1 - rate), so that
 * the mean stays what it is without dropout (Srivastava et al. 2014). Element (r, u) is decided by the draw
 * at counter r·units + u. One mask serves all time steps of a window: a new one each step would erase what
 * the state carries (Gal & Ghahramani 2016).
 */
export function dropoutMask(
  size: number,
  units: number,
  rate: number,
  key: readonly [number, number],
): Float32Array {
  const threshold = dropoutThreshold(rate)
  const kept = 1 / (1 - rate)
  return Float32Array.from({ length: size * units }, (_, element) =>
    threefry2x32(key[0], key[1], element, 0)[0] < threshold ? 0 : kept,
  )
}
