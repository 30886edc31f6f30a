import { analyse } from 'chardet'
import { isSingleByte, labelOf, type Encoding } from './names'
import { commonShare, cyrillicShare } from './common-characters'
import { datedEncoding } from './dated-encoding'

/** Multi-byte encodings by the names that chardet gives. */
const byDetectorName: Readonly<Record<string, Encoding>> = {
  Shift_JIS: 'Shift-JIS',
  'EUC-JP': 'EUC-JP',
  GB18030: 'GB18030',
  Big5: 'Big5',
  'EUC-KR': 'EUC-KR',
}

/** Confidence, of 100, from which the detector's word counts. */
const sure = 50
/** Least share of common characters, or of letters in Cyrillic words, that tells an encoding. */
const leastShare = 0.75
/** Bytes of lines with other characters than ASCII that are looked at. */
const sampleLength = 1 << 16
const lineFeed = 0x0a

/**
 * The encoding of text that is not UTF-8 and not UTF-16. Dates such as `2023年1月` tell it best. The detector's statistics decide on multi-byte
 * encodings where there is enough text; a header of few words is told by the characters it would hold in
 * each. Among single-byte encodings statistics of a table's few words fail: words of Cyrillic letters are
 * Windows-1251, all else Windows-1252.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const sample = foreignLines(bytes)
  const dated = datedEncoding(sample)
  if (dated !== null && decodes(sample, dated)) return dated
  const detected = analyse(sample).find(
    ({ name, confidence }) => confidence >= sure && Object.hasOwn(byDetectorName, name),
  )
  if (detected !== undefined && decodes(sample, byDetectorName[detected.name])) {
    return byDetectorName[detected.name]
  }
  const [best] = (['Shift-JIS', 'GB18030'] as const)
    .map((encoding) => ({
      encoding,
      share: decodes(sample, encoding) ? commonShare(sample, encoding) : 0,
    }))
    .sort((a, b) => b.share - a.share)
  if (best.share > leastShare) return best.encoding
  return cyrillicShare(sample) > leastShare ? 'Windows-1251' : 'Windows-1252'
}

/** Whether all bytes are characters of the encoding. */
export function decodes(bytes: Uint8Array, encoding: Encoding): boolean {
  if (isSingleByte(encoding)) return true
  try {
    new TextDecoder(labelOf(encoding), { fatal: true }).decode(bytes)
    return true
  } catch (thrown) {
    if (thrown instanceof TypeError) return false
    throw thrown
  }
}

/** The lines that hold other bytes than ASCII, whole and in order, up to the sample's length. */
export function foreignLines(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(sampleLength)
  let length = 0
  let at = 0
  while (at < bytes.length) {
    while (at < bytes.length && bytes[at] < 0x80) at += 1
    if (at === bytes.length) break
    const start = bytes.lastIndexOf(lineFeed, at) + 1
    const found = bytes.indexOf(lineFeed, at)
    const end = found < 0 ? bytes.length : found + 1
    if (length + end - start > sampleLength) {
      if (length === 0) return bytes.subarray(start, start + sampleLength)
      break
    }
    sample.set(bytes.subarray(start, end), length)
    length += end - start
    at = end
  }
  return sample.subarray(0, length)
}
