import type { Encoding } from './names'

/** The character for a year between four digits and a month, as each encoding writes it. */
const years: readonly (readonly [encoding: Encoding, first: number, second: number])[] = [
  ['Shift-JIS', 0x94, 0x4e],
  ['EUC-JP', 0xc7, 0xaf],
  ['GB18030', 0xc4, 0xea],
  ['Big5', 0xa6, 0x7e],
  ['EUC-KR', 0xb3, 0xe2],
]
/** Dates that a file must have: fewer may be chance. */
const leastDates = 3

/** The encoding in which dates such as `2023年1月` are written; null without some of them. */
export function datedEncoding(bytes: Uint8Array): Encoding | null {
  const isDigit = (at: number): boolean => bytes[at] >= 0x30 && bytes[at] <= 0x39
  const counts = years.map(() => 0)
  for (let at = 4; at + 2 < bytes.length; at++) {
    if (bytes[at] < 0x80 || ![1, 2, 3, 4].every((back) => isDigit(at - back))) continue
    if (!isDigit(at + 2) && bytes[at + 2] !== 0x20) continue
    years.forEach(([, first, second], i) => {
      if (bytes[at] === first && bytes[at + 1] === second) counts[i] += 1
    })
  }
  const most = Math.max(...counts)
  return most < leastDates ? null : years[counts.indexOf(most)][0]
}
