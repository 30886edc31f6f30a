import { gemm } from './gemm'
import { gatherHeld, traceNorms } from './held-rows'
import { sigmoid8, tanh8 } from './activation'
import { maskRows, maskAdd } from './rows'
import { bytes, flush, fma, tinyGradient } from './vector'

/**
 * i, f, o = σ(z), g = tanh(z), z = x W_x + h W_h + b; c' = f∘c + i∘g; h' = o∘tanh(c')
 * (Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000), for `steps` steps of `rows` sequences.
 *
 * cat `[steps][rows][width]` holds each step's input from column `xAt` and, from `hAt`, its state before;
 * gates `[steps][rows]` of stride `ldg` hold 4·units columns (i f g o); cells and hidden `[steps + 1][rows][units]`, slot 0 the initial
 * state; squashed `[steps][rows][units]` keeps tanh(c'). `features` columns of input come before
 * `depth - features` of state in a panel. `zeroState` skips the state's product at the first step. Rows past
 * their `lengths` hold their state; `mask`, if not 0, multiplies the state that enters the product.
 */
export function lstmForward(
  cat: usize, width: i32, xAt: i32, hAt: i32, panels: usize, depth: i32, features: i32, bias: usize,
  gates: usize, ldg: i32, cells: usize, squashed: usize, hidden: usize,
  units: i32, rows: i32, steps: i32, zeroState: i32, lengths: usize, mask: usize,
): void {
  const catStep = bytes(rows * width)
  const gateStep = bytes(rows * ldg)
  const step = bytes(rows * units)
  for (let t = 0; t < steps; t++) {
    const k = zeroState !== 0 && t === 0 ? features : depth
    gemm(cat + bytes(xAt), width, panels, depth * 8, gates, ldg, bias, 0, rows, 4 * units, k)
    cat += catStep
    const last = t === steps - 1
    const toCat = last ? 0 : cat + bytes(hAt)
    cellForward(gates, ldg, cells, squashed, hidden, toCat, width, units, rows, t, lengths)
    if (mask !== 0 && !last) maskRows(toCat, width, mask, rows, units)
    gates += gateStep
    cells += step
    hidden += step
    squashed += step
  }
}

// @ts-ignore: decorator
@inline
function cellForward(
  gates: usize, ldg: i32, cells: usize, squashed: usize, hidden: usize, cat: usize, width: i32,
  units: i32, rows: i32, t: i32, lengths: usize,
): void {
  const row = bytes(units)
  const step = <usize>rows * row
  for (let r = 0; r < rows; r++) {
    const held = lengths !== 0 && <u32>t >= load<u32>(lengths + bytes(r))
    let z = gates + bytes(r * ldg)
    let c = cells + <usize>r * row
    let s = squashed + <usize>r * row
    let h = hidden + <usize>r * row
    let to = cat + bytes(r * width)
    const end = c + row
    if (held) {
      for (; c < end; c += 16, h += 16, to += 16) {
        v128.store(c + step, v128.load(c))
        const state = v128.load(h)
        v128.store(h + step, state)
        if (cat !== 0) v128.store(to, state)
      }
      continue
    }
    for (; c < end; c += 32, s += 32, h += 32, z += 32, to += 32) {
      sigmoid8(z)
      sigmoid8(z + row)
      tanh8(z + 2 * row)
      sigmoid8(z + 3 * row)
      const i0 = v128.load(z), i1 = v128.load(z, 16)
      const f0 = v128.load(z + row), f1 = v128.load(z + row, 16)
      const g0 = v128.load(z + 2 * row), g1 = v128.load(z + 2 * row, 16)
      const c0 = v128.load(c), c1 = v128.load(c, 16)
      const after0 = fma(f0, c0, f32x4.mul(i0, g0)), after1 = fma(f1, c1, f32x4.mul(i1, g1))
      v128.store(c + step, after0)
      v128.store(c + step, after1, 16)
      v128.store(s, after0)
      v128.store(s, after1, 16)
      tanh8(s)
      const o0 = v128.load(z + 3 * row), o1 = v128.load(z + 3 * row, 16)
      const s0 = v128.load(s), s1 = v128.load(s, 16)
      const h0 = f32x4.mul(o0, s0), h1 = f32x4.mul(o1, s1)
      v128.store(h + step, h0)
      v128.store(h + step, h1, 16)
      if (cat !== 0) {
        v128.store(to, h0)
        v128.store(to, h1, 16)
      }
    }
  }
}

/**
 * The way back of `lstmForward`: gates become ∂L/∂z in place. dh and dc `[rows][units]` hold the gradient of
 * the final state and leave as that of the initial state (computed only if `toInitial`); outer, if not 0, is
 * the gradient of every output `[steps][rows]` with stride `ldOuter`, zeros a row of zeros to start sums from.
 * panels hold W_hᵀ; scratch is `[rows][units]`, used with lengths or a mask; trace, if not 0, receives
 * ‖∂L/∂h_t‖² of each row, `[steps][rows]`.
 *   do = dh∘tanh(c)∘o(1-o), dc += dh∘o∘(1-tanh²c), di = dc∘g∘i(1-i), df = dc∘c₋∘f(1-f), dg = dc∘i∘(1-g²)
 */
export function lstmBackward(
  gates: usize, ldg: i32, cells: usize, squashed: usize, dh: usize, dc: usize, outer: usize, ldOuter: i32,
  zeros: usize, panels: usize, units: i32, rows: i32, steps: i32, toInitial: i32, lengths: usize, mask: usize,
  scratch: usize, trace: usize,
): void {
  const depth = 4 * units
  const gateStep = bytes(rows * ldg)
  const step = bytes(rows * units)
  const outerStep = bytes(rows * ldOuter)
  for (let t = steps - 1; t >= 0; t--) {
    const z = gates + <usize>t * gateStep
    if (trace !== 0) traceNorms(trace + bytes(t * rows), dh, rows, units)
    cellBackward(z, ldg, cells + <usize>t * step, squashed + <usize>t * step, dh, dc, units, rows, t, lengths)
    if (t === 0 && toInitial === 0) break
    if (lengths !== 0) gatherHeld(dh, scratch, rows, units, t, lengths)
    const from = outer !== 0 && t > 0 ? outer + <usize>(t - 1) * outerStep : zeros
    const fromRow = outer !== 0 && t > 0 ? ldOuter : 0
    if (mask === 0 && lengths === 0) {
      gemm(z, ldg, panels, depth * 8, dh, units, from, fromRow, rows, units, depth)
    } else {
      gemm(z, ldg, panels, depth * 8, dh, units, zeros, 0, rows, units, depth)
      maskAdd(dh, mask, from, fromRow, lengths !== 0 ? scratch : 0, rows, units)
    }
  }
}

// @ts-ignore: decorator
@inline
function cellBackward(
  gates: usize, ldg: i32, cells: usize, squashed: usize, dh: usize, dc: usize,
  units: i32, rows: i32, t: i32, lengths: usize,
): void {
  const one = f32x4.splat(1)
  const tiny = f32x4.splat(tinyGradient)
  const row = bytes(units)
  for (let r = 0; r < rows; r++) {
    let z = gates + bytes(r * ldg)
    if (lengths !== 0 && <u32>t >= load<u32>(lengths + bytes(r))) {
      memory.fill(z, 0, row << 2)
      continue
    }
    let c = cells + <usize>r * row
    let s = squashed + <usize>r * row
    let h = dh + <usize>r * row
    let d = dc + <usize>r * row
    const end = c + row
    for (; c < end; c += 32, s += 32, h += 32, d += 32, z += 32) {
      const i0 = v128.load(z), i1 = v128.load(z, 16)
      const f0 = v128.load(z + row), f1 = v128.load(z + row, 16)
      const g0 = v128.load(z + 2 * row), g1 = v128.load(z + 2 * row, 16)
      const o0 = v128.load(z + 3 * row), o1 = v128.load(z + 3 * row, 16)
      const s0 = v128.load(s), s1 = v128.load(s, 16)
      const c0 = v128.load(c), c1 = v128.load(c, 16)
      const d0 = v128.load(d), d1 = v128.load(d, 16)
      const h0 = v128.load(h), h1 = v128.load(h, 16)
      const through0 = f32x4.mul(flush(h0, tiny), o0), through1 = f32x4.mul(flush(h1, tiny), o1)
      const dc0 = flush(fma(through0, f32x4.sub(one, f32x4.mul(s0, s0)), d0), tiny)
      const dc1 = flush(fma(through1, f32x4.sub(one, f32x4.mul(s1, s1)), d1), tiny)
      const di0 = f32x4.mul(dc0, i0), di1 = f32x4.mul(dc1, i1)
      const df0 = f32x4.mul(dc0, f0), df1 = f32x4.mul(dc1, f1)
      v128.store(d, df0)
      v128.store(d, df1, 16)
      const o = z + 3 * row
      v128.store(o, f32x4.mul(f32x4.mul(through0, s0), f32x4.sub(one, o0)))
      v128.store(o, f32x4.mul(f32x4.mul(through1, s1), f32x4.sub(one, o1)), 16)
      v128.store(z, f32x4.mul(f32x4.mul(di0, g0), f32x4.sub(one, i0)))
      v128.store(z, f32x4.mul(f32x4.mul(di1, g1), f32x4.sub(one, i1)), 16)
      v128.store(z + row, f32x4.mul(f32x4.mul(df0, c0), f32x4.sub(one, f0)))
      v128.store(z + row, f32x4.mul(f32x4.mul(df1, c1), f32x4.sub(one, f1)), 16)
      v128.store(z + 2 * row, f32x4.mul(di0, f32x4.sub(one, f32x4.mul(g0, g0))))
      v128.store(z + 2 * row, f32x4.mul(di1, f32x4.sub(one, f32x4.mul(g1, g1))), 16)
    }
  }
}
