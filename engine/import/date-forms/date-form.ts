import { hourMs, minuteMs, secondMs } from '../../data/civil'
import type { CellForm, ColumnSample } from '../cell-form'

const clock =
  /^(?:T|,?\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i

/**
 * A form of dates: `pattern` matches the date at the start of a cell, `toTime` makes civil milliseconds of
 * its groups (NaN when there is no such date); a time of day may follow. A zone after it is not applied:
 * the civil time stays as written.
 */
export function datedForm(
  format: string,
  pattern: RegExp,
  toTime: (groups: RegExpExecArray) => number,
): CellForm {
  return {
    type: 'date',
    format,
    parse(text) {
      const groups = pattern.exec(text)
      if (groups === null) return Number.NaN
      const midnight = toTime(groups)
      const length = groups[0].length
      return length === text.length ? midnight : midnight + clockMs(text.slice(length))
    },
    decimals: () => 0,
  }
}

/** A form of whole cells, without time of day: months, quarters, years. */
export function periodForm(
  format: string,
  pattern: RegExp,
  toTime: (groups: RegExpExecArray) => number,
  suits?: (sample: ColumnSample) => boolean,
): CellForm {
  return {
    type: 'date',
    format,
    parse(text) {
      const groups = pattern.exec(text)
      return groups === null ? Number.NaN : toTime(groups)
    },
    decimals: () => 0,
    ...(suits === undefined ? {} : { suits }),
  }
}

/** Milliseconds since midnight of ` 14:05`, `T14:05:09.5Z`, ` 2:05 PM`; NaN when it is no time of day. */
function clockMs(text: string): number {
  const groups = clock.exec(text)
  if (groups === null) return Number.NaN
  const half = groups[5]?.toLowerCase()
  const minutes = Number(groups[2])
  const seconds = Number(groups[3] ?? 0)
  const milliseconds = Math.floor(Number(`0.${groups[4] ?? 0}`) * 1000)
  let hours = Number(groups[1])
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return Number.NaN
    hours = (hours % 12) + (half.startsWith('p') ? 12 : 0)
  }
  const time = hours * hourMs + minutes * minuteMs + seconds * secondMs + milliseconds
  const valid = minutes < 60 && seconds < 60 && (hours < 24 || time === 24 * hourMs)
  return valid ? time : Number.NaN
}

/** ` hh:mm`, ` hh:mm:ss` or nothing, after what a cell shows. */
export function clockFormat(text: string): string {
  const groups = /\d:\d{2}(:\d{2})?/.exec(text)
  if (groups === null) return ''
  return groups[1] === undefined ? ' hh:mm' : ' hh:mm:ss'
}

/** Whether a cell names a zone after its time of day. */
export function hasZone(text: string): boolean {
  return /:\d{2}\s*(?:[\d.,:]*)\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$/i.test(
    text,
  )
}
