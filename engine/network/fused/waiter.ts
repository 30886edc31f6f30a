/** Looks at a word before sleeping at the least: some microseconds. */
const fewest = 2_000

/**
 * Waits for a word of shared memory: looks at it up to `most` times, about 2 ns each, then sleeps. To fall asleep
 * and be woken took up to a tenth of a millisecond of both threads (measured in a virtual machine), a third of a
 * small network's step. Where looking was in vain, since the thread waited for has no core of its own, the next
 * wait looks half as long, and gives it this one sooner. The result gives the value that was as wanted.
 */
export function createWaiter(
  i32: Int32Array,
  at: number,
  most: number,
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
