import { rowsNeeded } from '../../../../engine/prepare/split'

/** Sizes with which a series that is too short could be used; null where none would do. */
export interface ShortRemedies {
  /** The longest history beside the present horizon. */
  readonly history: number | null
  /** The longest horizon beside the present history. */
  readonly horizon: number | null
}

/** What to reduce so that `rows` suffice. */
export function shortRemedies(rows: number, horizon: number, history: number): ShortRemedies {
  const longestHistory = rows - rowsNeeded(horizon, 0)
  let longestHorizon = horizon
  while (longestHorizon > 0 && rowsNeeded(longestHorizon, history) > rows) longestHorizon -= 1
  return {
    history: longestHistory >= 1 && longestHistory < history ? longestHistory : null,
    horizon: longestHorizon >= 1 && longestHorizon < horizon ? longestHorizon : null,
  }
}
