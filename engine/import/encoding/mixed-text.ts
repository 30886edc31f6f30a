import { guessEncoding } from './guess-encoding'
import { decodeUtf8Lines } from './utf8-lines'

/** Least share of lines that are UTF-8 among those that hold more than ASCII, to call a file mixed. */
const leastShare = 0.2

/**
 * Whether bytes that are not UTF-8 as a whole are lines of UTF-8 among lines of Windows-1252, as when files
 * of two programs were joined. In a multi-byte encoding some lines are valid UTF-8 by chance: there the
 * guess decides.
 */
export function isMixed(bytes: Uint8Array): boolean {
  let valid = 0
  let invalid = 0
  for (const part of decodeUtf8Lines(bytes)) {
    if (!part.valid) invalid += 1
    else valid += foreignLineCount(part.text)
  }
  return valid > 0 && valid >= leastShare * (valid + invalid) && isWestern(bytes)
}

function isWestern(bytes: Uint8Array): boolean {
  return guessEncoding(bytes).startsWith('Windows-')
}

function foreignLineCount(text: string): number {
  return text.split('\n').filter((line) => /[^\0-\x7f]/.test(line)).length
}
