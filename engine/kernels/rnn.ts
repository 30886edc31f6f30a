import { gemm } from './gemm'
import { gatherHeld, traceNorms } from './held-rows'
import { relu8, tanh8 } from './activation'
import { maskAdd, maskRows } from './rows'
import { bytes, flush, tinyGradient } from './vector'

/**
 * h' = σ(x W_x + h W_h + b), σ tanh or, if `relu`, max(0, ·) (Elman 1990). Arguments as `lstmForward`; gates
 * receive h' too, since the way back turns them into gradients.
 */
export function rnnForward(
  cat: usize, width: i32, xAt: i32, hAt: i32, panels: usize, depth: i32, features: i32, bias: usize,
  gates: usize, ldg: i32, hidden: usize, units: i32, rows: i32, steps: i32, zeroState: i32, lengths: usize, mask: usize,
  relu: i32,
): void {
  const step = bytes(rows * units)
  for (let t = 0; t < steps; t++) {
    const k = zeroState !== 0 && t === 0 ? features : depth
    gemm(cat + bytes(xAt), width, panels, depth * 8, gates, ldg, bias, 0, rows, units, k)
    cat += bytes(rows * width)
    const last = t === steps - 1
    const toCat = last ? 0 : cat + bytes(hAt)
    cellForward(gates, ldg, hidden, toCat, width, units, rows, t, lengths, relu)
    if (mask !== 0 && !last) maskRows(toCat, width, mask, rows, units)
    gates += bytes(rows * ldg)
    hidden += step
  }
}

// @ts-ignore: decorator
@inline
function cellForward(
  gates: usize, ldg: i32, hidden: usize, cat: usize, width: i32, units: i32, rows: i32, t: i32, lengths: usize, relu: i32,
): void {
  const row = bytes(units)
  const step = <usize>rows * row
  for (let k = 0; k < rows; k++) {
    let g = gates + bytes(k * ldg)
    let h = hidden + <usize>k * row
    let to = cat + bytes(k * width)
    const held = lengths !== 0 && <u32>t >= load<u32>(lengths + bytes(k))
    const end = h + row
    for (; h < end; h += 32, g += 32, to += 32) {
      if (held) memory.copy(g, h, 32)
      else if (relu !== 0) relu8(g)
      else tanh8(g)
      const s0 = v128.load(g), s1 = v128.load(g, 16)
      v128.store(h + step, s0)
      v128.store(h + step, s1, 16)
      if (cat !== 0) {
        v128.store(to, s0)
        v128.store(to, s1, 16)
      }
    }
  }
}

/** The way back of `rnnForward`; arguments as `lstmBackward`. dz = dh∘(1-h²), or dh where h > 0 for ReLU. */
export function rnnBackward(
  gates: usize, ldg: i32, dh: usize, outer: usize, ldOuter: i32, zeros: usize, panels: usize,
  units: i32, rows: i32, steps: i32, toInitial: i32, lengths: usize, mask: usize, scratch: usize, trace: usize,
  relu: i32,
): void {
  const step = bytes(rows * ldg)
  const outerStep = bytes(rows * ldOuter)
  for (let t = steps - 1; t >= 0; t--) {
    const g = gates + <usize>t * step
    if (trace !== 0) traceNorms(trace + bytes(t * rows), dh, rows, units)
    cellBackward(g, ldg, dh, units, rows, t, lengths, relu)
    if (t === 0 && toInitial === 0) break
    if (lengths !== 0) gatherHeld(dh, scratch, rows, units, t, lengths)
    const inner = outer !== 0 && t > 0
    const from = inner ? outer + <usize>(t - 1) * outerStep : zeros
    const fromRow = inner ? ldOuter : 0
    if (mask === 0 && lengths === 0) {
      gemm(g, ldg, panels, units * 8, dh, units, from, fromRow, rows, units, units)
    } else {
      gemm(g, ldg, panels, units * 8, dh, units, zeros, 0, rows, units, units)
      maskAdd(dh, mask, from, fromRow, lengths !== 0 ? scratch : 0, rows, units)
    }
  }
}

// @ts-ignore: decorator
@inline
function cellBackward(
  gates: usize, ldg: i32, dh: usize, units: i32, rows: i32, t: i32, lengths: usize, relu: i32,
): void {
  const one = f32x4.splat(1)
  const tiny = f32x4.splat(tinyGradient)
  const zero = f32x4.splat(0)
  const row = bytes(units)
  for (let k = 0; k < rows; k++) {
    let g = gates + bytes(k * ldg)
    let d = dh + <usize>k * row
    if (lengths !== 0 && <u32>t >= load<u32>(lengths + bytes(k))) {
      memory.fill(g, 0, row)
      continue
    }
    for (const end = g + row; g < end; g += 32, d += 32) {
      const h0 = v128.load(g), h1 = v128.load(g, 16)
      const d0 = v128.load(d), d1 = v128.load(d, 16)
      const v0 = flush(d0, tiny), v1 = flush(d1, tiny)
      if (relu !== 0) {
        v128.store(g, v128.bitselect(v0, zero, f32x4.gt(h0, zero)))
        v128.store(g, v128.bitselect(v1, zero, f32x4.gt(h1, zero)), 16)
      } else {
        v128.store(g, f32x4.mul(v0, f32x4.sub(one, f32x4.mul(h0, h0))))
        v128.store(g, f32x4.mul(v1, f32x4.sub(one, f32x4.mul(h1, h1))), 16)
      }
    }
  }
}
