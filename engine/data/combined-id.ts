import type { Column, TextColumn } from './table'

/** Between the values of several id columns. */
const between = ' · '

/** One column of ids from several: the texts of each row joined, in order of first appearance. */
export function combinedId(columns: readonly Column[]): TextColumn {
  const [first] = columns
  const name = columns.map((column) => column.name).join(between)
  const keys = columns.map(codesOf)
  const length = keys[0].codes.length
  const codes = new Int32Array(length)
  const levels: string[] = []
  let current = new Map<number, number>()
  codes.set(keys[0].codes)
  levels.push(...keys[0].texts)
  for (const { codes: own, texts } of keys.slice(1)) {
    const before = levels.splice(0)
    current = new Map()
    for (let row = 0; row < length; row++) {
      if (codes[row] < 0 || own[row] < 0) {
        codes[row] = -1
        continue
      }
      const key = codes[row] * texts.length + own[row]
      let code = current.get(key)
      if (code === undefined) {
        code = levels.length
        levels.push(`${before[codes[row]]}${between}${texts[own[row]]}`)
        current.set(key, code)
      }
      codes[row] = code
    }
  }
  return { type: 'text', name, codes, levels, unreadable: first.unreadable }
}

/** Codes and texts of any column; numbers are their own texts. */
export function codesOf(column: Column): { codes: Int32Array; texts: readonly string[] } {
  if (column.type === 'text') return { codes: column.codes, texts: column.levels }
  const codeOf = new Map<number, number>()
  const codes = new Int32Array(column.values.length)
  column.values.forEach((value, row) => {
    let code = Number.isNaN(value) ? -1 : codeOf.get(value)
    if (code === undefined) {
      code = codeOf.size
      codeOf.set(value, code)
    }
    codes[row] = code
  })
  return { codes, texts: Array.from(codeOf.keys(), String) }
}
