import { bytes } from './vector'

/**
 * Reverses sequences in time: row r of step t goes to step length - 1 - t, steps past its length stay where
 * they are. Matrices `[steps][rows]` with strides; adds if `add`, or overwrites.
 */
export function reverseTime(
  from: usize,
  lds: i32,
  to: usize,
  ldd: i32,
  steps: i32,
  rows: i32,
  columns: i32,
  lengths: usize,
  add: i32,
): void {
  for (let t = 0; t < steps; t++) {
    for (let r = 0; r < rows; r++) {
      const length = lengths !== 0 ? <i32>load<u32>(lengths + bytes(r)) : steps
      const target = t < length ? length - 1 - t : t
      const p = from + bytes((t * rows + r) * lds)
      const q = to + bytes((target * rows + r) * ldd)
      if (add === 0) {
        memory.copy(q, p, bytes(columns))
        continue
      }
      for (let c = 0; c < columns; c++) {
        store<f32>(q + bytes(c), load<f32>(q + bytes(c)) + load<f32>(p + bytes(c)))
      }
    }
  }
}
