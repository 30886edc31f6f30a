/** Whether bytes are valid UTF-8 (RFC 3629) without zero bytes, so that they can be scanned as they are. */
export function isPlainUtf8(bytes: Uint8Array): boolean {
  const { length } = bytes
  let at = asciiWords(bytes)
  while (at < length) {
    const byte = bytes[at]
    if (byte < 0x80) {
      if (byte === 0) return false
      at += 1
      continue
    }
    const size = byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0
    if (size === 0 || at + size > length) return false
    const second = bytes[at + 1]
    if (second < leastSecond(byte) || second > largestSecond(byte)) return false
    for (let i = 2; i < size; i++) if ((bytes[at + i] & 0xc0) !== 0x80) return false
    at += size
  }
  return true
}

/** Bytes at the start that are ASCII without zeros, found four at a time, up to the first that are not. */
function asciiWords({ buffer, byteOffset, length }: Uint8Array): number {
  if (byteOffset % 4 !== 0) return 0
  const words = new Int32Array(buffer, byteOffset, length >> 2)
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    // The second term has the high bit of each zero byte (Mycroft's test).
    if (((word | ((word - 0x01010101) & ~word)) & 0x80808080) !== 0) return i * 4
  }
  return words.length * 4
}

/** No overlong forms. */
function leastSecond(lead: number): number {
  return lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
}

/** No surrogates, nothing beyond U+10FFFF. */
function largestSecond(lead: number): number {
  return lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
}
