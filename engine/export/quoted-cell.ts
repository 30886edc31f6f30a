/** A cell of a CSV file: in quotes where it holds a comma, a quote or a line break. */
export function quotedCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
