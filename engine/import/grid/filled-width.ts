/** Number of the last cell with content, 1-based; 0 for a blank row. */
export function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1
}
