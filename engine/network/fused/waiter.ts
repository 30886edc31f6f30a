/**
 * Most and fewest looks at a word before sleeping. Falling asleep and being woken takes up to a tenth of a
 * millisecond of each thread (measured in a virtual machine), which is a third of a small network's step; the most
 * is about a millisecond, more than what a thread does alone between two passes.
 */
const most = 1_000_000
const fewest = 2_000

/**
 * Waits for a word of shared memory: looks at it again and again, then sleeps. Where looking was in vain, since
 * the thread waited for has no core of its own, the next wait looks half as long, and gives it this one sooner.
 * The result gives the value that was as wanted.
 */
export function createWaiter(
  i32: Int32Array,
  at: number,
): (isWanted: (value: number) => boolean) => number {
  let looks = most
  return (isWanted) => {
    for (let look = 0; look < looks; look++) {
      const value = Atomics.load(i32, at)
      if (!isWanted(value)) continue
      looks = Math.min(most, looks * 2)
      return value
    }
    looks = Math.max(fewest, looks / 2)
    for (;;) {
      const value = Atomics.load(i32, at)
      if (isWanted(value)) return value
      Atomics.wait(i32, at, value)
    }
  }
}
