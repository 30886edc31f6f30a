import { describe, expect, it } from 'vitest'
import { cellCode } from '../../../../engine/network/tensorflow/programs/cell-code'

const parts = Object.entries(cellCode).flatMap(([cell, own]) =>
  Object.entries(own).map(([part, code]) => ({ name: `${part} of ${cell}`, ...code })),
)

describe('the code of the parts of a cell', () => {
  it.each(parts)('reads exactly what it is given: $name', ({ code, reads, back }) => {
    const calls = { Z: 'z(', C: 'atC(', A: 'atA(', H: 'atH(' }
    const read = Object.entries(calls).flatMap(([name, call]) =>
      code.includes(call) ? [name] : [],
    )
    expect(read.toSorted()).toEqual([...reads].toSorted())
    expect(/\bd\(/.test(code)).toBe(back)
  })
})
