import { gemm } from './gemm'
import { traceNorms } from './held-rows'
import { sigmoid8, tanh8 } from './activation'
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
    for (; h < end; h += 32, g += 32, to += 32) {
      sigmoid8(g + row)
      sigmoid8(g + 2 * row)
      const r0 = v128.load(g + 2 * row), r1 = v128.load(g + 2 * row, 16)
      const m0 = v128.load(g + 3 * row), m1 = v128.load(g + 3 * row, 16)
      const x0 = v128.load(g), x1 = v128.load(g, 16)
      v128.store(g, fma(r0, m0, x0))
      v128.store(g, fma(r1, m1, x1), 16)
      tanh8(g)
      const z0 = v128.load(g + row), z1 = v128.load(g + row, 16)
      const n0 = v128.load(g), n1 = v128.load(g, 16)
      const h0 = v128.load(h), h1 = v128.load(h, 16)
      const state0 = fma(z0, f32x4.sub(h0, n0), n0), state1 = fma(z1, f32x4.sub(h1, n1), n1)
      v128.store(h + step, state0)
      v128.store(h + step, state1, 16)
      if (cat !== 0) {
        v128.store(to, state0)
        v128.store(to, state1, 16)
      }
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
    for (; h < end; h += 32, d += 32, s += 32, q += 32, g += 32) {
      const n0 = v128.load(g), n1 = v128.load(g, 16)
      const z0 = v128.load(g + row), z1 = v128.load(g + row, 16)
      const r0 = v128.load(g + 2 * row), r1 = v128.load(g + 2 * row, 16)
      const m0 = v128.load(g + 3 * row), m1 = v128.load(g + 3 * row, 16)
      const d0 = v128.load(d), d1 = v128.load(d, 16)
      const q0 = v128.load(q), q1 = v128.load(q, 16)
      const h0 = v128.load(h), h1 = v128.load(h, 16)
      const dh0 = flush(d0, tiny), dh1 = flush(d1, tiny)
      const keep0 = f32x4.mul(dh0, z0), keep1 = f32x4.mul(dh1, z1)
      const rest0 = f32x4.sub(one, z0), rest1 = f32x4.sub(one, z1)
      const dn0 = f32x4.mul(f32x4.mul(dh0, rest0), f32x4.sub(one, f32x4.mul(n0, n0)))
      const dn1 = f32x4.mul(f32x4.mul(dh1, rest1), f32x4.sub(one, f32x4.mul(n1, n1)))
      const dm0 = f32x4.mul(dn0, r0), dm1 = f32x4.mul(dn1, r1)
      v128.store(s, f32x4.add(keep0, q0))
      v128.store(s, f32x4.add(keep1, q1), 16)
      v128.store(g, dn0)
      v128.store(g, dn1, 16)
      v128.store(g + row, f32x4.mul(f32x4.mul(keep0, f32x4.sub(h0, n0)), rest0))
      v128.store(g + row, f32x4.mul(f32x4.mul(keep1, f32x4.sub(h1, n1)), rest1), 16)
      v128.store(g + 2 * row, f32x4.mul(f32x4.mul(dm0, m0), f32x4.sub(one, r0)))
      v128.store(g + 2 * row, f32x4.mul(f32x4.mul(dm1, m1), f32x4.sub(one, r1)), 16)
      v128.store(g + 3 * row, dm0)
      v128.store(g + 3 * row, dm1, 16)
    }
  }
}
