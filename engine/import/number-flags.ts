import { unitOf } from './grid/unit-names'

/** A number and what stands behind it; K, M, B and T may be scales and are no flags. */
const flagged = /^([-+−]?[\d.,'\s]*\d[.]?)\s?((?![kKMBT]$)(?:[a-z]{1,2}|[A-Z]|[*#!†‡]))$/u
const mostFlags = 8
/** Share of the numbers that stand alone, where flags could as well be units. */
const leastPlain = 0.5

/** The number without the flag behind it; the text itself where there is none. */
export function withoutFlag(text: string): string {
  return flagged.exec(text)?.[1] ?? text
}

/**
 * The flags that a column's numbers carry, such as `p` and `e`; null where nothing speaks for flags. What more
 * than half of the numbers carry is a flag only behind a space and as no unit is written.
 */
export function flagsBehind(cells: readonly string[]): readonly string[] | null {
  const flags = new Set<string>()
  let plain = 0
  let spaced = true
  for (const cell of cells) {
    const flag = flagged.exec(cell)?.[2]
    if (flag !== undefined) {
      flags.add(flag)
      spaced &&= cell.at(-1 - flag.length) === ' ' && unitOf(flag) === null
    } else if (/\d$/.test(cell)) plain += 1
  }
  const few = flags.size > 0 && flags.size <= mostFlags
  return few && (spaced || plain >= cells.length * leastPlain) ? [...flags] : null
}
