/** Bytes looked at for the zeros that UTF-16 puts beside every ASCII character. */
const sampleLength = 1 << 16
/** Least share of pairs with a zero on one side, and most with one on the other. */
const leastZeros = 0.3
const mostStrays = 0.02

/**
 * UTF-16 without a byte order mark: in a table most characters are digits, delimiters and ASCII letters,
 * whose upper byte is zero. Null when the zeros lie otherwise.
 */
export function unmarkedUtf16(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  const pairs = Math.floor(Math.min(bytes.length, sampleLength) / 2)
  let first = 0
  let second = 0
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) first += 1
    if (bytes[2 * i + 1] === 0) second += 1
  }
  if (second > pairs * leastZeros && first <= pairs * mostStrays) return 'UTF-16LE'
  return first > pairs * leastZeros && second <= pairs * mostStrays ? 'UTF-16BE' : null
}

export function markedUtf16(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'UTF-16BE' : null
}
