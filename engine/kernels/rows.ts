import { bytes, fma } from './vector'

/** Rows `[rows][units]` of stride `ld` times mask `[rows][units]`, in place. */
export function maskRows(at: usize, ld: i32, mask: usize, rows: i32, units: i32): void {
  for (let r = 0; r < rows; r++) {
    for (let u = 0; u < units; u += 4) {
      const p = at + bytes(r * ld + u)
      v128.store(p, f32x4.mul(v128.load(p), v128.load(mask + bytes(r * units + u))))
    }
  }
}

/** dh = dh ∘ mask + from + held, in place, `[rows][units]`; mask and held may be 0 for none, lds 0 repeats a row. */
export function maskAdd(
  dh: usize,
  mask: usize,
  from: usize,
  lds: i32,
  held: usize,
  rows: i32,
  units: i32,
): void {
  for (let r = 0; r < rows; r++) {
    for (let u = 0; u < units; u += 4) {
      const o = bytes(r * units + u)
      let v = v128.load(dh + o)
      if (mask !== 0) v = f32x4.mul(v, v128.load(mask + o))
      v = f32x4.add(v, v128.load(from + bytes(r * lds + u)))
      if (held !== 0) v = f32x4.add(v, v128.load(held + o))
      v128.store(dh + o, v)
    }
  }
}

/** Copies a matrix `[rows][columns]` between strides. */
export function copyRows(
  from: usize,
  lds: i32,
  to: usize,
  ldd: i32,
  rows: i32,
  columns: i32,
): void {
  for (let r = 0; r < rows; r++) {
    memory.copy(to, from, bytes(columns))
    from += bytes(lds)
    to += bytes(ldd)
  }
}

/** to += from × factor for matrices `[rows][columns]` with strides. */
export function addRows(
  from: usize,
  lds: i32,
  to: usize,
  ldd: i32,
  rows: i32,
  columns: i32,
  factor: f32,
): void {
  const scale = f32x4.splat(factor)
  const whole = columns & ~3
  for (let r = 0; r < rows; r++) {
    let c = 0
    for (; c < whole; c += 4) {
      const p = to + bytes(c)
      v128.store(p, fma(v128.load(from + bytes(c)), scale, v128.load(p)))
    }
    for (; c < columns; c++) {
      const p = to + bytes(c)
      store<f32>(p, load<f32>(p) + load<f32>(from + bytes(c)) * factor)
    }
    from += bytes(lds)
    to += bytes(ldd)
  }
}

/** Sets `count` floats to zero. */
export function zero(at: usize, count: i32): void {
  memory.fill(at, 0, bytes(count))
}
