import { isoClock, isoDate } from '../../data/civil'
import { isMissing } from '../missing'
import { textOf } from '../text/record-scanner'
import type { ColumnSink } from './column-sink'

/** Cells longer than this are not remembered by their bytes. */
const longestRemembered = 48

/**
 * A column of text as codes of its distinct texts. Texts seen before are found by their bytes, without
 * making a string: an open hash table from bytes of the file to codes stands before the map of strings.
 */
export function textSink(rows: number): ColumnSink {
  const codeOf = new Map<string, number>()
  const levels: string[] = []
  let codes = new Int32Array(Math.max(1, rows))
  let length = 0
  let parsed = 0
  let slots = new Int32Array(1024).fill(-1)
  let slotStarts = new Uint32Array(1024)
  let slotEnds = new Uint32Array(1024)
  let used = 0

  function push(code: number): void {
    if (length === codes.length) {
      const larger = new Int32Array(Math.ceil(length * 1.5) + 16)
      larger.set(codes)
      codes = larger
    }
    if (code >= 0) parsed += 1
    codes[length++] = code
  }
  function codeFor(cell: string): number {
    if (cell === '') return -1
    let code = codeOf.get(cell)
    if (code === undefined) {
      code = levels.length
      levels.push(cell)
      codeOf.set(cell, code)
    }
    return code
  }
  /** Doubles the table; what it knew is found again by its bytes. */
  function rehash(bytes: Uint8Array): void {
    const [olderSlots, olderStarts, olderEnds] = [slots, slotStarts, slotEnds]
    slots = new Int32Array(olderSlots.length * 2).fill(-1)
    slotStarts = new Uint32Array(slots.length)
    slotEnds = new Uint32Array(slots.length)
    olderSlots.forEach((code, i) => {
      if (code < 0) return
      let at = hashOf(bytes, olderStarts[i], olderEnds[i]) & (slots.length - 1)
      while (slots[at] >= 0) at = (at + 1) & (slots.length - 1)
      slots[at] = code
      slotStarts[at] = olderStarts[i]
      slotEnds[at] = olderEnds[i]
    })
  }
  return {
    bytes(bytes, start, end) {
      const size = end - start
      if (size === 0 || size > longestRemembered) {
        push(size === 0 ? -1 : codeFor(textOf(bytes, start, end).trim()))
        return
      }
      const mask = slots.length - 1
      let at = hashOf(bytes, start, end) & mask
      while (slots[at] >= 0) {
        if (slotEnds[at] - slotStarts[at] === size && equal(bytes, slotStarts[at], start, size)) {
          push(slots[at])
          return
        }
        at = (at + 1) & mask
      }
      const code = codeFor(textOf(bytes, start, end).trim())
      push(code)
      if (code < 0) return
      slots[at] = code
      slotStarts[at] = start
      slotEnds[at] = end
      used += 1
      if (used * 2 > slots.length) rehash(bytes)
    },
    text(cell) {
      push(codeFor(cell.trim()))
    },
    number(value) {
      push(codeFor(String(value)))
    },
    civil(civilMs) {
      const clock = isoClock(civilMs, true)
      push(codeFor(clock === '00:00:00' ? isoDate(civilMs) : `${isoDate(civilMs)} ${clock}`))
    },
    missing() {
      push(-1)
    },
    get parsed() {
      return parsed
    },
    unreadable: new Map(),
    refuted: false,
    offset: Number.NaN,
    offsetsVary: false,
    texts(count) {
      const stride = Math.max(1, Math.floor(levels.length / count))
      return levels.filter((level, i) => i % stride === 0 && !isMissing(level)).slice(0, count)
    },
    finish(name, _format, unit) {
      const exact = codes.length === length ? codes : codes.slice(0, length)
      return { type: 'text', name, codes: exact, levels, unreadable: new Map(), unit }
    },
  }
}

/** FNV-1a (Fowler, Noll, Vo). */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193)
  return hash ^ (hash >>> 15)
}

function equal(bytes: Uint8Array, a: number, b: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (bytes[a + i] !== bytes[b + i]) return false
  return true
}
