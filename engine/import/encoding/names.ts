/** Encodings that can be read; the first four need no guess beyond the bytes themselves. */
export const encodings = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'Windows-1252',
  'Windows-1250',
  'Windows-1251',
  'Shift-JIS',
  'EUC-JP',
  'GB18030',
  'Big5',
  'EUC-KR',
] as const

export type Encoding = (typeof encodings)[number]

/** Labels of the WHATWG encoding standard, where they are not the name itself in lower case. */
const labels: Partial<Readonly<Record<Encoding, string>>> = { 'Shift-JIS': 'shift_jis' }

/** The name by which `TextDecoder` knows an encoding. */
export function labelOf(encoding: Encoding): string {
  return labels[encoding] ?? encoding.toLowerCase()
}

/** Whether every character takes one byte, so that no byte is invalid. */
export function isSingleByte(encoding: Encoding): boolean {
  return encoding.startsWith('Windows-')
}
