import { bytes } from './vector'

/** How many values of a matrix `[rows][columns]` of this stride are below `low` or above `high`. */
export function countOutside(
  at: usize,
  stride: i32,
  rows: i32,
  columns: i32,
  low: f64,
  high: f64,
): i32 {
  let count = 0
  for (let r = 0; r < rows; r++, at += bytes(stride)) {
    for (let c = 0; c < columns; c++) {
      const value = <f64>load<f32>(at + bytes(c))
      count += i32(value < low) | i32(value > high)
    }
  }
  return count
}
