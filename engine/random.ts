/**
 * Counter-based random numbers: Threefry-2x32 with 20 rounds (Salmon et al., "Parallel random numbers: as
 * easy as 1, 2, 3", SC 2011). A draw depends on key and counter alone, so streams can be split for weights,
 * dropout and batch order without one shifting the other, and state is two integers.
 */
const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const
const parity = 0x1bd11bda

/** Encrypts the counter (c0, c1) under the key (k0, k1); all four and both results are uint32. */
export function threefry2x32(k0: number, k1: number, c0: number, c1: number): [number, number] {
  const keys = [k0 | 0, k1 | 0, k0 ^ k1 ^ parity]
  let x0 = (c0 + keys[0]) | 0
  let x1 = (c1 + keys[1]) | 0
  for (let round = 0; round < 20; round++) {
    const bits = rotations[round % 8]
    x0 = (x0 + x1) | 0
    x1 = ((x1 << bits) | (x1 >>> (32 - bits))) ^ x0
    if (round % 4 === 3) {
      const injection = (round + 1) / 4
      x0 = (x0 + keys[injection % 3]) | 0
      x1 = (x1 + keys[(injection + 1) % 3] + injection) | 0
    }
  }
  return [x0 >>> 0, x1 >>> 0]
}

/** The state of a stream: restoring it continues the stream at the same draw. */
export interface RandomState {
  readonly key: readonly [number, number]
  readonly counter: number
}

export interface Random {
  /** Uniform uint32. */
  uint32(): number
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number
  /** Standard normal, by Box and Muller (1958). */
  normal(): number
  /** Uniform integer in [0, below), without modulo bias. */
  integer(below: number): number
  /** A stream of its own for a purpose; the same name gives the same stream, this one is not advanced. */
  split(purpose: string): Random
  state(): RandomState
}

/** A stream from an unsigned 32-bit seed, or one continued from its state. */
export function createRandom(from: number | RandomState): Random {
  const key: readonly [number, number] = typeof from === 'number' ? [from >>> 0, 0] : from.key
  let counter = typeof from === 'number' ? 0 : from.counter

  const uint32 = (): number => {
    const [low] = threefry2x32(key[0], key[1], counter >>> 0, Math.floor(counter / 2 ** 32))
    counter += 1
    return low
  }
  const uniform = (): number => uint32() / 2 ** 32
  return {
    uint32,
    uniform,
    normal() {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
      return radius * Math.cos(2 * Math.PI * uniform())
    },
    integer(below) {
      const limit = Math.floor(2 ** 32 / below) * below
      let draw = uint32()
      while (draw >= limit) draw = uint32()
      return draw % below
    },
    split(purpose) {
      let low = key[0]
      let high = key[1]
      for (let i = 0; i < purpose.length; i++) {
        ;[low, high] = threefry2x32(low, high, purpose.charCodeAt(i), i + 1)
      }
      return createRandom({ key: [low, high], counter: 0 })
    },
    state: () => ({ key, counter }),
  }
}

/** Shuffles in place (Fisher–Yates). */
export function shuffle(items: Uint32Array, random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    const held = items[i]
    items[i] = items[j]
    items[j] = held
  }
}
