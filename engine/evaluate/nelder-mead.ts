export interface Minimum {
  readonly point: Float64Array
  readonly value: number
}

/**
 * Least value of a function without derivatives (Nelder & Mead 1965, the usual coefficients 1, 2, ½, ½).
 * `loss` may return Infinity outside its domain; `start` must lie inside.
 * @param steps first edge length of the simplex along each coordinate
 */
export function nelderMead(
  loss: (point: Float64Array) => number,
  start: Float64Array,
  steps: Float64Array,
  mostCalls: number,
): Minimum {
  const size = start.length
  let calls = 0
  const at = (point: Float64Array): Minimum => {
    calls += 1
    const value = loss(point)
    return { point, value: Number.isNaN(value) ? Infinity : value }
  }
  const simplex = [at(start)]
  for (let i = 0; i < size; i++) {
    const point = start.slice()
    point[i] += steps[i]
    const forward = at(point)
    if (forward.value < Infinity) simplex.push(forward)
    else {
      const other = start.slice()
      other[i] -= steps[i]
      simplex.push(at(other))
    }
  }
  const order = (): void => {
    simplex.sort((a, b) => a.value - b.value)
  }
  order()
  while (calls < mostCalls) {
    const best = simplex[0]
    const worst = simplex[size]
    if (worst.value - best.value <= 1e-8 * (Math.abs(best.value) + 1e-8)) break
    const centre = new Float64Array(size)
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < size; k++) centre[k] += simplex[i].point[k] / size
    }
    const along = (factor: number): Minimum =>
      at(centre.map((value, k) => value + factor * (value - worst.point[k])))
    const reflected = along(1)
    if (reflected.value < best.value) {
      const expanded = along(2)
      simplex[size] = expanded.value < reflected.value ? expanded : reflected
    } else if (reflected.value < simplex[size - 1].value) {
      simplex[size] = reflected
    } else {
      const contracted = along(reflected.value < worst.value ? 0.5 : -0.5)
      if (contracted.value < Math.min(worst.value, reflected.value)) simplex[size] = contracted
      else {
        for (let i = 1; i <= size; i++) {
          simplex[i] = at(simplex[i].point.map((value, k) => (value + best.point[k]) / 2))
        }
      }
    }
    order()
  }
  return simplex[0]
}
