import { gemm } from './gemm'
import { traceNorms } from './held-rows'
import { sigmoid4, tanh4 } from './activation'
import { maskAdd, maskRows } from './rows'
import { bytes, flush, fma, tinyGradient } from './vector'

/**
 * z, r = σ(x W + h U + b), m = h U_n + c_n, n = tanh(x W_n + b_n + r∘m), h' = n + z∘(h - n): reset after the
 * product (Cho et al. 2014 as in cuDNN). Arguments as `lstmForward`; gates hold 4·units columns,
 * n z r m, of which n takes no part of the state and m none of the input.
 */
export function gruForward(
  cat: usize, width: i32, xAt: i32, hAt: i32, panels: usize, depth: i32, features: i32, bias: usize,
  gates: usize, ldg: i32, hidden: usize, units: i32, rows: i32, steps: i32, zeroState: i32, lengths: usize, mask: usize,
): void {
  const catStep = bytes(rows * width)
  const gateStep = bytes(rows * ldg)
  const step = bytes(rows * units)
  const panel = depth * 8
  const block = <usize>units * bytes(depth)
  for (let t = 0; t < steps; t++) {
    const first = zeroState !== 0 && t === 0
    const x = cat + bytes(xAt)
    const own = bytes(units)
    gemm(x, width, panels, panel, gates, ldg, bias, 0, rows, units, features)
    gemm(x, width, panels + block, panel, gates + own, ldg, bias + own, 0, rows, 2 * units, first ? features : depth)
    gemm(
      cat + bytes(hAt), width, panels + 3 * block + bytes(features * 8), panel, gates + 3 * own, ldg,
      bias + 3 * own, 0, rows, units, first ? 0 : depth - features,
    )
    cat += catStep
    const last = t === steps - 1
    const toCat = last ? 0 : cat + bytes(hAt)
    cellForward(gates, ldg, hidden, toCat, width, units, rows, t, lengths)
    if (mask !== 0 && !last) maskRows(toCat, width, mask, rows, units)
    gates += gateStep
    hidden += step
  }
}

// @ts-ignore: decorator
@inline
function cellForward(
  gates: usize, ldg: i32, hidden: usize, cat: usize, width: i32, units: i32, rows: i32, t: i32, lengths: usize,
): void {
  const row = bytes(units)
  const step = <usize>rows * row
  for (let k = 0; k < rows; k++) {
    let g = gates + bytes(k * ldg)
    let h = hidden + <usize>k * row
    let to = cat + bytes(k * width)
    const end = h + row
    if (lengths !== 0 && <u32>t >= load<u32>(lengths + bytes(k))) {
      for (; h < end; h += 16, to += 16) {
        const state = v128.load(h)
        v128.store(h + step, state)
        if (cat !== 0) v128.store(to, state)
      }
      continue
    }
    for (; h < end; h += 16, g += 16, to += 16) {
      const z = sigmoid4(v128.load(g + row))
      const r = sigmoid4(v128.load(g + 2 * row))
      const n = tanh4(fma(r, v128.load(g + 3 * row), v128.load(g)))
      v128.store(g, n)
      v128.store(g + row, z)
      v128.store(g + 2 * row, r)
      const state = fma(z, f32x4.sub(v128.load(h), n), n)
      v128.store(h + step, state)
      if (cat !== 0) v128.store(to, state)
    }
  }
}

/**
 * The way back of `gruForward`; arguments as `lstmBackward`. Gates become the gradients of n z r m in place:
 *   dn = dh∘(1-z)∘(1-n²), dz = dh∘(h₋-n)∘z(1-z), dr = dn∘m∘r(1-r), dm = dn∘r, dh₋ = dh∘z + [dz dr dm] Uᵀ
 * scratch `[rows][units]` holds dh∘z.
 */
export function gruBackward(
  gates: usize, ldg: i32, hidden: usize, dh: usize, outer: usize, ldOuter: i32, zeros: usize, panels: usize,
  units: i32, rows: i32, steps: i32, toInitial: i32, lengths: usize, mask: usize, scratch: usize, trace: usize,
): void {
  const depth = 3 * units
  const gateStep = bytes(rows * ldg)
  const step = bytes(rows * units)
  const outerStep = bytes(rows * ldOuter)
  for (let t = steps - 1; t >= 0; t--) {
    const g = gates + <usize>t * gateStep
    if (trace !== 0) traceNorms(trace + bytes(t * rows), dh, rows, units)
    const inner = outer !== 0 && t > 0
    const from = inner ? outer + <usize>(t - 1) * outerStep : zeros
    const fromRow = inner ? ldOuter : 0
    cellBackward(g, ldg, hidden + <usize>t * step, dh, scratch, from, fromRow, units, rows, t, lengths)
    if (t === 0 && toInitial === 0) break
    const start = g + bytes(units)
    if (mask === 0) {
      gemm(start, ldg, panels, depth * 8, dh, units, scratch, units, rows, units, depth)
    } else {
      gemm(start, ldg, panels, depth * 8, dh, units, zeros, 0, rows, units, depth)
      maskAdd(dh, mask, scratch, units, 0, rows, units)
    }
  }
}

// @ts-ignore: decorator
@inline
function cellBackward(
  gates: usize, ldg: i32, hidden: usize, dh: usize, scratch: usize, from: usize, lds: i32,
  units: i32, rows: i32, t: i32, lengths: usize,
): void {
  const one = f32x4.splat(1)
  const tiny = f32x4.splat(tinyGradient)
  const row = bytes(units)
  for (let k = 0; k < rows; k++) {
    let g = gates + bytes(k * ldg)
    let h = hidden + <usize>k * row
    let d = dh + <usize>k * row
    let s = scratch + <usize>k * row
    let q = from + bytes(k * lds)
    const end = h + row
    if (lengths !== 0 && <u32>t >= load<u32>(lengths + bytes(k))) {
      memory.fill(g, 0, row << 2)
      for (; h < end; h += 16, d += 16, s += 16, q += 16) {
        v128.store(s, f32x4.add(v128.load(d), v128.load(q)))
      }
      continue
    }
    for (; h < end; h += 16, d += 16, s += 16, q += 16, g += 16) {
      const n = v128.load(g)
      const z = v128.load(g + row)
      const r = v128.load(g + 2 * row)
      const dState = flush(v128.load(d), tiny)
      const keep = f32x4.mul(dState, z)
      v128.store(s, f32x4.add(keep, v128.load(q)))
      const rest = f32x4.sub(one, z)
      const dn = f32x4.mul(f32x4.mul(dState, rest), f32x4.sub(one, f32x4.mul(n, n)))
      const dm = f32x4.mul(dn, r)
      v128.store(g, dn)
      v128.store(g + row, f32x4.mul(f32x4.mul(keep, f32x4.sub(v128.load(h), n)), rest))
      v128.store(g + 2 * row, f32x4.mul(f32x4.mul(dm, v128.load(g + 3 * row)), f32x4.sub(one, r)))
      v128.store(g + 3 * row, dm)
    }
  }
}
