import { createRandom, shuffle } from '../random'

/** Every window once, shuffled; a function of seed and epoch alone, so that any epoch can be resumed. */
export function batchOrder(count: number, seed: number, epoch: number): Uint32Array {
  const order = everyWindow(count)
  shuffle(order, createRandom(seed).split(`batch order of epoch ${String(epoch)}`))
  return order
}

/** Every window once, in order. */
export function everyWindow(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index)
}
