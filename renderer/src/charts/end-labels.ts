/**
 * Places labels of one column as near their wanted heights as a least distance allows, in their order,
 * inside [top, bottom]: the least-squares answer, found by pooling neighbours (isotonic regression,
 * Barlow et al. 1972). If they do not fit, they keep the distance and run over the bottom.
 * @returns heights in the order of `wanted`.
 */
export function placeLabels(
  wanted: readonly number[],
  distance: number,
  top: number,
  bottom: number,
): readonly number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b)
  const pools: { sum: number; count: number }[] = []
  order.forEach((index, rank) => {
    let pool = { sum: wanted[index] - rank * distance, count: 1 }
    let last = pools.at(-1)
    while (last && last.sum / last.count >= pool.sum / pool.count) {
      pools.pop()
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count }
      last = pools.at(-1)
    }
    pools.push(pool)
  })
  const lowest = bottom - (wanted.length - 1) * distance
  const placed = new Array<number>(wanted.length).fill(0)
  let rank = 0
  for (const pool of pools) {
    const base = Math.max(top, Math.min(lowest, pool.sum / pool.count))
    for (let i = 0; i < pool.count; i++, rank++) placed[order[rank]] = base + rank * distance
  }
  return placed
}
