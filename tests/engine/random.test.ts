import { describe, expect, it } from 'vitest'
import { createRandom, shuffle, threefry2x32 } from '../../engine/random'

describe('threefry2x32', () => {
  // Known answers of Random123 1.14, `kat_vectors`, threefry2x32 with 20 rounds.
  it.each([
    ['zeros', [0, 0, 0, 0], [0x6b200159, 0x99ba4efe]],
    ['ones', [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0x1cb996fc, 0xbb002be7]],
    ['digits of pi', [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3], [0xc4923a9c, 0x483df7a0]],
  ])('gives the published answer for %s', (_, [k0, k1, c0, c1], expected) => {
    expect(threefry2x32(k0, k1, c0, c1)).toEqual(expected)
  })
})

describe('createRandom', () => {
  it('repeats itself from a seed and goes on from a state', () => {
    const one = createRandom(5)
    const first = [one.uint32(), one.uint32()]
    const state = one.state()
    const next = one.uint32()
    const two = createRandom(5)
    expect([two.uint32(), two.uint32()]).toEqual(first)
    expect(createRandom(state).uint32()).toBe(next)
    expect(createRandom(6).uint32()).not.toBe(first[0])
  })

  it('splits by purpose without moving on', () => {
    const random = createRandom(5)
    const weights = random.split('weights').uint32()
    expect(random.split('weights').uint32()).toBe(weights)
    expect(random.split('dropout').uint32()).not.toBe(weights)
    expect(random.state().counter).toBe(0)
  })

  it('draws uniform, normal and integer numbers with the right moments', () => {
    const random = createRandom(1)
    const count = 20_000
    const mean = (draw: () => number): number => {
      let sum = 0
      for (let i = 0; i < count; i++) sum += draw()
      return sum / count
    }
    // Five standard errors each.
    const within = 5 / Math.sqrt(count)
    expect(Math.abs(mean(() => random.uniform()) - 0.5)).toBeLessThan(within * Math.sqrt(1 / 12))
    expect(Math.abs(mean(() => random.normal()))).toBeLessThan(within)
    expect(Math.abs(mean(() => random.normal() ** 2) - 1)).toBeLessThan(within * Math.SQRT2)
    expect(Math.abs(mean(() => random.integer(7)) - 3)).toBeLessThan(within * 2)
  })
})

describe('shuffle', () => {
  it('keeps every item, puts each first equally often and repeats itself', () => {
    const random = createRandom(2)
    const firsts = [0, 0, 0, 0]
    for (let i = 0; i < 4000; i++) {
      const items = Uint32Array.of(0, 1, 2, 3)
      shuffle(items, random)
      expect([...items].sort()).toEqual([0, 1, 2, 3])
      firsts[items[0]] += 1
    }
    for (const count of firsts) expect(Math.abs(count - 1000)).toBeLessThan(140)
    const once = Uint32Array.from({ length: 50 }, (_, i) => i)
    const again = once.slice()
    shuffle(once, createRandom(9))
    shuffle(again, createRandom(9))
    expect(again).toEqual(once)
  })
})
