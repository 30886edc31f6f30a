import { dieboldMariano } from '../../evaluate/significance'
import type { QuantilePaths } from './member'
import { originErrors } from './path-scores'
import type { Origin } from './validation'

/** A method must beat the yardstick by this share of its score. */
const worthTheTrouble = 0.03
/** Two-sided: one time in twenty, luck alone gives a better score as sure as this. */
const mostLuck = 0.1
/** Spans of a horizon from which on time, and not the series, tells luck from skill. */
const fewestSpans = 3

/**
 * Whether `paths` beat a yardstick's by more than 3 % and by more than luck (Diebold & Mariano 1995). Origins
 * less than a horizon apart, and series at one time, share their luck: a difference is a mean over all that
 * lie in the same horizon's length of time, counted from the last origin. Where there are fewer than three of
 * those, each series' mean is one. False without origins.
 */
export function isClearlyBetter(
  origins: readonly Origin[],
  paths: readonly QuantilePaths[],
  yardstick: readonly QuantilePaths[],
): boolean {
  const own = originErrors(origins, paths)
  const other = originErrors(origins, yardstick)
  const lead = other.map((error, i) => error - own[i])
  const needed = worthTheTrouble * meanOf(other)
  if (!(meanOf(lead) > needed)) return false
  const spans = meansBy(spansOf(origins, paths[0][0].length), lead)
  const differences =
    spans.length >= fewestSpans
      ? spans
      : meansBy(
          origins.map(({ history }) => history.name),
          lead,
        )
  const { statistic, p } = dieboldMariano(differences, 0)
  return statistic > 0 && p < mostLuck
}

/** How many horizons each origin lies before the last one of its series. */
function spansOf(origins: readonly Origin[], horizon: number): readonly number[] {
  const last = new Map<string, number>()
  for (const { history } of origins) {
    last.set(history.name, Math.max(last.get(history.name) ?? 0, history.values.length))
  }
  return origins.map(({ history: { name, values } }) =>
    Math.floor(((last.get(name) ?? 0) - values.length) / horizon),
  )
}

function meansBy<K>(keys: readonly K[], values: readonly number[]): readonly number[] {
  const groups = new Map<K, number[]>()
  keys.forEach((key, i) => {
    groups.set(key, [...(groups.get(key) ?? []), values[i]])
  })
  return [...groups.values()].map(meanOf)
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
