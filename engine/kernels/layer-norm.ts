import { bytes } from './vector'

/**
 * y = (x - mean) / √(variance + ε) ∘ gain + offset over the `columns` of each row (Ba et al. 2016). Keeps
 * x̂ in `normal` and 1/√(…) in `inverse`; all matrices `[rows][stride]`, their padding stays 0. x may be y.
 */
export function layerNorm(
  x: usize,
  y: usize,
  normal: usize,
  inverse: usize,
  gain: usize,
  offset: usize,
  rows: i32,
  columns: i32,
  stride: i32,
  epsilon: f64,
): void {
  for (let r = 0; r < rows; r++) {
    const base = bytes(r * stride)
    let sum: f64 = 0
    for (let c = 0; c < columns; c++) sum += load<f32>(x + base + bytes(c))
    const mean = sum / columns
    let squares: f64 = 0
    for (let c = 0; c < columns; c++) {
      const d = <f64>load<f32>(x + base + bytes(c)) - mean
      squares += d * d
    }
    const scale = 1 / Math.sqrt(squares / columns + epsilon)
    store<f32>(inverse + bytes(r), <f32>scale)
    for (let c = 0; c < columns; c++) {
      const o = base + bytes(c)
      const v = <f32>((<f64>load<f32>(x + o) - mean) * scale)
      store<f32>(normal + o, v)
      store<f32>(y + o, v * load<f32>(gain + bytes(c)) + load<f32>(offset + bytes(c)))
    }
  }
}

/**
 * The way back: gradient becomes ∂L/∂x in place; dGain and dOffset are added to. With d = dy∘gain:
 *   dx = (d - mean(d) - x̂ · mean(d∘x̂)) / √(…)
 */
export function layerNormBack(
  gradient: usize,
  normal: usize,
  inverse: usize,
  gain: usize,
  dGain: usize,
  dOffset: usize,
  rows: i32,
  columns: i32,
  stride: i32,
): void {
  for (let r = 0; r < rows; r++) {
    const base = bytes(r * stride)
    let sum: f64 = 0
    let along: f64 = 0
    for (let c = 0; c < columns; c++) {
      const o = base + bytes(c)
      const dy = load<f32>(gradient + o)
      const v = load<f32>(normal + o)
      const d: f64 = dy * load<f32>(gain + bytes(c))
      sum += d
      along += d * v
      store<f32>(dGain + bytes(c), load<f32>(dGain + bytes(c)) + dy * v)
      store<f32>(dOffset + bytes(c), load<f32>(dOffset + bytes(c)) + dy)
    }
    const scale: f64 = load<f32>(inverse + bytes(r))
    const mean = sum / columns
    const share = along / columns
    for (let c = 0; c < columns; c++) {
      const o = base + bytes(c)
      const d: f64 = load<f32>(gradient + o) * load<f32>(gain + bytes(c))
      store<f32>(gradient + o, <f32>((d - mean - load<f32>(normal + o) * share) * scale))
    }
  }
}
