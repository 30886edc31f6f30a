const quote = 34
const equals = 61
const space = 32
/** Bytes looked at: who writes such cells writes them from the first rows on. */
const looked = 1 << 16

/**
 * Cells that were written for Excel as formulas, `="0123"` or quoted `"=""0123"""`, as the quoted texts that
 * they stand for; null where there are none. Records and cells stay as many.
 */
export function withoutFormulas(bytes: Uint8Array, delimiter: number): Uint8Array | null {
  if (!hasFormula(bytes.subarray(0, looked), delimiter)) return null
  const plain = new Uint8Array(bytes.length)
  let length = 0
  let at = 0
  while (at < bytes.length) {
    const starts = at === 0 || endsCell(bytes[at - 1], delimiter)
    if (starts && isBare(bytes, at)) at += 1
    else if (starts && isQuoted(bytes, at)) {
      const end = closing(bytes, at + 4, delimiter)
      if (end >= 0) {
        plain[length++] = quote
        plain.set(bytes.subarray(at + 4, end), length)
        length += end - at - 4
        plain[length++] = quote
        at = end + 3
        continue
      }
    }
    plain[length++] = bytes[at++]
  }
  return plain.subarray(0, length)
}

function hasFormula(bytes: Uint8Array, delimiter: number): boolean {
  return bytes.some(
    (byte, at) =>
      (byte === equals || byte === quote) &&
      (at === 0 || endsCell(bytes[at - 1], delimiter)) &&
      (isBare(bytes, at) || isQuoted(bytes, at)),
  )
}

/** `="` */
function isBare(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === equals && bytes[at + 1] === quote
}

/** `"=""` */
function isQuoted(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === quote && isBare(bytes, at + 1) && bytes[at + 3] === quote
}

/** Where three quotes end a cell on this line; -1 where none do. */
function closing(bytes: Uint8Array, from: number, delimiter: number): number {
  for (let at = from; at + 2 < bytes.length && bytes[at] !== 10 && bytes[at] !== 13; at++) {
    const three = bytes[at] === quote && bytes[at + 1] === quote && bytes[at + 2] === quote
    if (three && (at + 3 === bytes.length || endsCell(bytes[at + 3], delimiter))) return at
  }
  return -1
}

function endsCell(byte: number, delimiter: number): boolean {
  return byte === delimiter || byte === 10 || byte === 13 || byte === space
}
