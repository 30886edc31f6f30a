/**
 * Share of the characters beyond ASCII that are common ones of the encoding, if the bytes are taken for
 * it; 0 when there are none. Text of another encoding falls on rare characters, because the common ones
 * lie together: JIS X 0208 kana and level 1 kanji (lead bytes 0x81–0x83, 0x88–0x97), GB 2312 symbols and
 * level 1 hanzi (0xA1–0xA3, 0xB0–0xD7, both bytes from 0xA1).
 */
export function commonShare(bytes: Uint8Array, encoding: 'Shift-JIS' | 'GB18030'): number {
  const kind = encoding === 'Shift-JIS' ? shiftJisKind : gb18030Kind
  let common = 0
  let all = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) continue
    const { length, isCommon } = kind(bytes[i], bytes[i + 1] ?? 0)
    all += 1
    if (isCommon) common += 1
    i += length - 1
  }
  return all === 0 ? 0 : common / all
}

interface CharacterKind {
  readonly length: 1 | 2 | 4
  readonly isCommon: boolean
}

/** A half-width katakana is one byte; alone among ASCII letters it is an accented letter instead. */
function shiftJisKind(lead: number, trail: number): CharacterKind {
  if (lead >= 0xa1 && lead <= 0xdf) return { length: 1, isCommon: trail >= 0xa1 && trail <= 0xdf }
  const isCommon = lead <= 0x83 || (lead >= 0x88 && lead <= 0x97)
  return { length: 2, isCommon: isCommon && trail >= 0x40 }
}

function gb18030Kind(lead: number, trail: number): CharacterKind {
  if (trail >= 0x30 && trail <= 0x39) return { length: 4, isCommon: false }
  const isCommon = (lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7)
  return { length: 2, isCommon: isCommon && trail >= 0xa1 }
}

/**
 * Share of the bytes beyond ASCII that stand in words of three or more letters of Windows-1251 (0xC0–0xFF,
 * Ё and ё): other Latin alphabets put single accented letters among ASCII ones.
 */
export function cyrillicShare(bytes: Uint8Array): number {
  let inWords = 0
  let all = 0
  let run = 0
  for (let i = 0; i <= bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte >= 0x80) all += 1
    if (byte >= 0xc0 || byte === 0xa8 || byte === 0xb8) run += 1
    else {
      if (run >= 3) inWords += run
      run = 0
    }
  }
  return all === 0 ? 0 : inWords / all
}
