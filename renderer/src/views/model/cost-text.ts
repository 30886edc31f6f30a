import { numberText } from '../../charts/number-text'

/** A length of time to plan by, such as `24 s`, `12 min` or `2.5 h`. */
export function plannedTime(seconds: number): string {
  if (seconds < 1) return '1 s'
  if (seconds < 90) return `${numberText(Math.ceil(seconds), 0)} s`
  if (seconds < 90 * 60) return `${numberText(Math.ceil(seconds / 60), 0)} min`
  return `${numberText(seconds / 3600, 1)} h`
}

export function memoryText(bytes: number): string {
  return `${numberText(Math.ceil(bytes / 2 ** 20), 0)} MB`
}
