const tokens: ReadonlySet<string> = new Set(['', 'na', 'n/a', 'null', 'nan', '-', '.', '#n/a'])

/** Whether a trimmed cell of a number or date column says that there is no value. Case does not matter. */
export function isMissing(text: string): boolean {
  return text.length <= 4 && tokens.has(text.toLowerCase())
}
