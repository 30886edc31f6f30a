import { bytes } from './vector'

/**
 * Windows `[size][steps · columns]` as sequences `[steps][rows]` of stride `ldd`: row r takes window
 * `first + r`. Rows without a window, and what lies past a window's length in floats, become zero.
 */
export function packWindows(
  from: usize,
  to: usize,
  ldd: i32,
  first: i32,
  size: i32,
  rows: i32,
  steps: i32,
  columns: i32,
  lengths: usize,
  floatsAStep: i32,
): void {
  const window = steps * columns
  for (let r = 0; r < rows; r++) {
    const has = first + r < size
    const length = !has
      ? 0
      : lengths !== 0
        ? <i32>load<u32>(lengths + bytes(r)) * floatsAStep
        : window
    let p = from + bytes((first + r) * window)
    for (let t = 0; t < steps; t++) {
      const q = to + bytes((t * rows + r) * ldd)
      const valid = max(0, min(columns, length - t * columns))
      if (columns <= 4) {
        for (let c = 0; c < valid; c++) store<f32>(q + bytes(c), load<f32>(p + bytes(c)))
        for (let c = valid; c < columns; c++) store<f32>(q + bytes(c), 0)
      } else {
        memory.copy(q, p, bytes(valid))
        memory.fill(q + bytes(valid), 0, bytes(columns - valid))
      }
      p += bytes(columns)
    }
  }
}
