import type { Random } from '../random'

/**
 * A mask `[size, units]` for one layer's outputs: 0 with probability `rate`, else 1 / (1 - rate), so that
 * the mean stays what it is without dropout (Srivastava et al. 2014). One mask serves all time steps of a
 * window: a new one each step would erase what the state carries (Gal & Ghahramani 2016).
 */
export function dropoutMask(
  size: number,
  units: number,
  rate: number,
  random: Random,
): Float32Array {
  const kept = 1 / (1 - rate)
  const mask = new Float32Array(size * units)
  for (let i = 0; i < mask.length; i++) mask[i] = random.uniform() < rate ? 0 : kept
  return mask
}
