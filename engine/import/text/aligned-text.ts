const space = 32
const tab = 9
const feed = 10
const carriage = 13
const mark = 35

/** Bytes looked at, as many as tell a delimiter. */
const looked = 1 << 16
/** Share of the lines that must be cut into the same number of cells. */
const leastAlike = 0.6

/** Where the columns of a text stand that blanks align. */
export interface Alignment {
  /** How many blanks at least lie between two cells of a line. */
  readonly gap: number
  /** Of each column the bytes of a line that its cells take, from the first to before the last. */
  readonly columns: readonly Extent[]
}

type Extent = readonly [from: number, to: number]

/**
 * The columns of a text that is aligned by blanks, as weather services and statistics programs print it: with
 * two blanks at least between cells, or with one where that cuts most lines alike, since single blanks part
 * words. Null where few lines have two blanks in a row, which a table has that is aligned and a text has not.
 * @param bytes UTF-8; lines that begin with `#` are not looked at.
 */
export function findAlignment(bytes: Uint8Array, from: number): Alignment | null {
  const lines = linesOf(bytes.subarray(from, from + looked))
  const spaced = lines.filter((line) => cellsOf(line, 2).length > 1).length
  if (spaced < leastAlike * lines.length) return null
  return alignmentWith(lines, 2) ?? alignmentWith(lines, 1)
}

/**
 * The text with one tab for the blanks between cells; lines stay as many. A line that lacks cells has them
 * where they stand: blank ones are empty cells.
 * @param alignment null for one tab wherever there are blanks.
 */
export function withTabs(bytes: Uint8Array, alignment: Alignment | null): Uint8Array {
  const { gap, columns } = alignment ?? { gap: 1, columns: [] }
  let out = new Uint8Array(bytes.length + 16)
  let length = 0
  for (let start = 0; start < bytes.length;) {
    const lineFrom = length
    let cells = 0
    let end = Number.NEGATIVE_INFINITY
    let at = start
    for (; at < bytes.length && !endsLine(bytes[at]); at++) {
      if (isBlank(bytes[at])) continue
      if (at - end >= gap) {
        if (cells++ > 0) out[length++] = tab
      } else for (let blank = end; blank < at; blank++) out[length++] = bytes[blank]
      out[length++] = bytes[at]
      end = at + 1
    }
    if (cells > 0 && cells < columns.length) {
      const placed = inPlace(bytes.subarray(start, at), gap, columns)
      // A line may need a tab for each column, more than it had blanks.
      const needed = lineFrom + placed.length + bytes.length - at
      if (needed > out.length) out = grown(out, lineFrom, Math.ceil(needed * 1.5))
      out.set(placed, lineFrom)
      length = lineFrom + placed.length
    }
    if (at < bytes.length) out[length++] = bytes[at]
    start = at + 1
  }
  return out.subarray(0, length)
}

function grown(bytes: Uint8Array, used: number, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size)
  larger.set(bytes.subarray(0, used))
  return larger
}

/** A line that lacks cells, with a tab for each column before a cell's. */
function inPlace(line: Uint8Array, gap: number, columns: readonly Extent[]): Uint8Array {
  const cells = cellsOf(line, gap)
  const places = placesOf(cells, columns)
  const placed = new Uint8Array(line.length + columns.length)
  let length = 0
  let place = 0
  cells.forEach(([from, to], i) => {
    for (; place < places[i]; place++) placed[length++] = tab
    placed.set(line.subarray(from, to), length)
    length += to - from
  })
  return placed.subarray(0, length)
}

/** The column of each cell: by where it stands, or one after the other where that is not clear. */
function placesOf(cells: readonly Extent[], columns: readonly Extent[]): readonly number[] {
  const inTurn = cells.map((_, i) => i)
  const places: number[] = []
  for (const [from, to] of cells) {
    const met = columns.flatMap((column, i) => (from < column[1] && to > column[0] ? [i] : []))
    if (met.length !== 1 || met[0] <= (places.at(-1) ?? -1)) return inTurn
    places.push(met[0])
  }
  return places
}

/** Columns where most lines are cut into the same number of cells, above one; else null. */
function alignmentWith(lines: readonly Uint8Array[], gap: number): Alignment | null {
  const cut = lines.map((line) => cellsOf(line, gap))
  const times = new Map<number, number>()
  for (const { length } of cut) if (length > 1) times.set(length, (times.get(length) ?? 0) + 1)
  const [count = 0, often = 0] = [...times].sort((a, b) => b[1] - a[1])[0] ?? []
  if (count === 0 || often < leastAlike * lines.length) return null
  const alike = cut.filter(({ length }) => length === count)
  const columns = Array.from({ length: count }, (_, i): Extent => [
    alike.reduce((least, cells) => Math.min(least, cells[i][0]), Infinity),
    alike.reduce((most, cells) => Math.max(most, cells[i][1]), 0),
  ])
  return { gap, columns }
}

/** Lines with something in them, the last one only where it is whole. */
function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length ? !endsLine(bytes[at]) : bytes.length === looked) continue
    const line = bytes.subarray(start, at)
    const first = line.find((byte) => !isBlank(byte))
    if (first !== undefined && first !== mark) lines.push(line)
    start = at + 1
  }
  return lines
}

function cellsOf(line: Uint8Array, gap: number): readonly Extent[] {
  const cells: [number, number][] = []
  let end = Number.NEGATIVE_INFINITY
  for (let at = 0; at < line.length; at++) {
    if (isBlank(line[at])) continue
    if (at - end >= gap) cells.push([at, at])
    end = at + 1
    cells[cells.length - 1][1] = end
  }
  return cells
}

function isBlank(byte: number): boolean {
  return byte === space || byte === tab
}

function endsLine(byte: number): boolean {
  return byte === feed || byte === carriage
}
