/** One reading that goes on in the data thread: its progress and its end, over memory that both share. */
export interface ReadingControl {
  /** Goes with the request. */
  readonly memory: Int32Array
  /** Stops the reading within milliseconds; it rejects with `cancelled`. */
  cancel(): void
  readonly cancelled: boolean
  /** 0 to 1. */
  readonly done: number
}

export function createReadingControl(): ReadingControl {
  const memory = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  return {
    memory,
    cancel: () => void Atomics.store(memory, 0, 1),
    get cancelled() {
      return Atomics.load(memory, 0) !== 0
    },
    get done() {
      return Atomics.load(memory, 1) / 1000
    },
  }
}
