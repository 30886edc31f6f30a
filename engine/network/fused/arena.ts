/** Hands out addresses one after another without touching the memory, so that a plan is sized before it is made. */
export interface Arena {
  /** Byte address of room for `count` floats, aligned to 64 bytes. */
  floats(count: number): number
  /** Byte address of a matrix's first row, and what else kernels need of it. */
  matrix(rows: number, columns: number): Matrix
  /** First byte that is still free. */
  end(): number
}

/** A row-major matrix in the memory. */
export interface Matrix {
  /** Byte address of row 0. */
  readonly at: number
  /** Floats from one row to the next. */
  readonly stride: number
  /** Columns that count; the rest of a row is padding. */
  readonly columns: number
}

export function createArena(start: number): Arena {
  let next = align(start)
  const floats = (count: number): number => {
    const at = next
    next = align(at + 4 * count)
    return at
  }
  return {
    floats,
    matrix(rows, columns) {
      const stride = pad8(columns)
      return { at: floats(rows * stride), stride, columns }
    },
    end: () => next,
  }
}

export const pad4 = (count: number): number => Math.ceil(count / 4) * 4
export const pad8 = (count: number): number => Math.ceil(count / 8) * 8

/** The same matrix from a later row on. */
export function fromRow({ at, stride, columns }: Matrix, row: number): Matrix {
  return { at: at + 4 * row * stride, stride, columns }
}

function align(at: number): number {
  return Math.ceil(at / 64) * 64
}
