import { bytes } from './vector'

/**
 * Packs a matrix `[rows][columns]` of stride `ld` into panels of 8 columns for `gemm`: row r of panel p lands
 * at `to + p·panel + r·8`. What the last panel holds beyond `columns` stays as it is: zero, from the start.
 */
export function packPanels(
  from: usize,
  ld: i32,
  rows: i32,
  columns: i32,
  to: usize,
  panel: i32,
): void {
  const whole = columns & ~7
  for (let r = 0; r < rows; r++) {
    let p = to + bytes(r * 8)
    let c = 0
    for (; c < whole; c += 8) {
      v128.store(p, v128.load(from + bytes(c)))
      v128.store(p, v128.load(from + bytes(c), 16), 16)
      p += bytes(panel)
    }
    for (; c < columns; c++) store<f32>(p + bytes(c & 7), load<f32>(from + bytes(c)))
    from += bytes(ld)
  }
}

/** As `packPanels` for the transposed matrix: column c of `from` is row c of the panels. */
export function packTransposed(
  from: usize,
  ld: i32,
  rows: i32,
  columns: i32,
  to: usize,
  panel: i32,
): void {
  for (let r = 0; r < rows; r++) {
    let p = to + bytes((r >> 3) * panel + (r & 7))
    for (let c = 0; c < columns; c++, p += 32) store<f32>(p, load<f32>(from + bytes(c)))
    from += bytes(ld)
  }
}
