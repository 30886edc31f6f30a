import { bytes, fma, sum4 } from './vector'

/** scratch = the rows of dh that are past their length at step t, zeros elsewhere: what a held state passes on. */
export function gatherHeld(
  dh: usize,
  scratch: usize,
  rows: i32,
  units: i32,
  t: i32,
  lengths: usize,
): void {
  const row = bytes(units)
  for (let r = 0; r < rows; r++) {
    const at = <usize>r * row
    if (<u32>t >= load<u32>(lengths + bytes(r))) memory.copy(scratch + at, dh + at, row)
    else memory.fill(scratch + at, 0, row)
  }
}

/** trace[r] = ‖dh_r‖². */
export function traceNorms(trace: usize, dh: usize, rows: i32, units: i32): void {
  for (let r = 0; r < rows; r++) {
    let sum = f32x4.splat(0)
    for (const end = dh + bytes(units); dh < end; dh += 16) {
      const v = v128.load(dh)
      sum = fma(v, v, sum)
    }
    store<f32>(trace + bytes(r), sum4(sum))
  }
}
