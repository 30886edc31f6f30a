import { civilMidnight, hourMs, minuteMs, secondMs } from '../../data/civil'
import type { CivilCell } from '../grid/cell-grid'

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/

/** A date as ODS and strict XLSX store it, such as `2021-03-04T05:06:07`; null when it is none. */
export function parseIsoTime(text: string): CivilCell | null {
  const match = pattern.exec(text)
  if (match === null) return null
  const [hours, minutes, seconds] = match.slice(4, 7).map((part) => Number(part ?? 0))
  const midnight = civilMidnight(Number(match[1]), Number(match[2]), Number(match[3]))
  if (Number.isNaN(midnight) || hours > 24 || minutes > 59 || seconds > 60) return null
  const civilMs = midnight + hours * hourMs + minutes * minuteMs + seconds * secondMs
  return { civilMs, clock: match[4] !== undefined }
}

/** Milliseconds of a length of time such as `PT14H05M30S`; null when it is none. */
export function parseIsoDuration(text: string): number | null {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?$/.exec(text)
  if (match === null) return null
  const [hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number((part ?? '0').replace(',', '.')))
  return hours * hourMs + minutes * minuteMs + seconds * secondMs
}
