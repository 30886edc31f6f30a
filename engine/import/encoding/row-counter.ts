/** Counts rows of delimited text: line ends outside quotation marks, as a spreadsheet does. */
export interface RowCounter {
  /** 1-based row that the next character lies in. */
  readonly row: number
  take(text: string): void
}

export function createRowCounter(): RowCounter {
  let row = 1
  let quoted = false
  let afterReturn = false
  return {
    get row() {
      return row
    },
    take(text) {
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        if (code === 0x22) quoted = !quoted
        else if (!quoted && (code === 0x0d || (code === 0x0a && !afterReturn))) row += 1
        afterReturn = code === 0x0d
      }
    },
  }
}
