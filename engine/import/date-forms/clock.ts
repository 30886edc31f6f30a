import { hourMs, minuteMs, secondMs } from '../../data/civil'

const zoneNames = 'Z|UTC|GMT|[A-Z]{2,4}T|[+-]\\d{2}(?::?\\d{2})?'
const clock = new RegExp(
  '^(?:T|,?\\s+|\\s*[-–]\\s+)(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?|(?=h?$))' +
    `\\s*h?\\s*([ap]\\.?m\\.?)?\\s*(${zoneNames})?(?:\\s*\\[[A-Za-z_/+-]+\\])?$`,
  'i',
)
const zoned = new RegExp(
  `(?:\\d|[ap]\\.?m\\.?)\\s*(${zoneNames})(?:\\s*\\[[A-Za-z_/+-]+\\])?$`,
  'i',
)

/** Offsets of zone names from UTC in minutes; a name that more than one country uses is left out. */
const offsets: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  JST: 540,
  AEST: 600,
  AEDT: 660,
}

/** Milliseconds since midnight of ` 14:05`, `T14:05:09.5Z`, ` 2:05 PM`, ` 14`; NaN when it is no time of day. */
export function clockMs(text: string): number {
  const groups = clock.exec(text)
  if (groups === null) return Number.NaN
  const half = groups[5]?.toLowerCase()
  const minutes = Number(groups[2] ?? 0)
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
  if (groups !== null) return groups[1] === undefined ? ' hh:mm' : ' hh:mm:ss'
  return /\d[T ]\d{1,2}h?$/.test(text) && /^\d{1,4}\D\d{1,2}\D\d{1,4}[T ]/.test(text) ? ' hh' : ''
}

/** The zone that a cell names after its time of day, as it is written, or null. */
export function zoneOf(text: string): string | null {
  if (!/\d:\d{2}/.test(text)) return null
  return zoned.exec(text)?.[1] ?? null
}

/** Minutes that a zone is ahead of UTC; null for a name that is not known. */
export function offsetMinutes(zone: string): number | null {
  const named = offsets[zone.toUpperCase()]
  if (named !== undefined) return named
  const groups = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (groups === null) return null
  const minutes = Number(groups[2]) * 60 + Number(groups[3] ?? 0)
  return groups[1] === '-' ? -minutes : minutes
}

/** `UTC` or `+02:00`. */
export function zoneLabel(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
