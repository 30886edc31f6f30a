import { binomialLimits } from './distributions'
import { bandOf } from './forecaster'
import type { ScoredForecast } from './score-report'
import { defendedLevel } from './conformal'

/** What a band promises and what it kept, for one level. */
export interface PassportEntry {
  readonly level: number
  /** Share of the steps that lay inside. */
  readonly share: number
  /** Steps with a value. */
  readonly steps: number
  /** Folds, or series where there is one fold: steps within one are not independent. */
  readonly clusters: number
  /** Independent steps that the clustered ones are worth, between `clusters` and `steps`. */
  readonly effective: number
  /** 95 % limits of the true share. */
  readonly limits: readonly [number, number]
  readonly verdict: 'holds' | 'too-narrow' | 'too-wide'
  readonly sentence: string
}

/**
 * Realised against nominal coverage. Steps of one fold share their errors, so the limits are binomial with
 * as many trials as the spread between folds allows (design effect, Kish 1965), not one for each step.
 * Forecasts without the band of a level have no entry for it.
 */
export function coveragePassport(
  forecasts: readonly ScoredForecast[],
  levels: readonly number[],
): readonly PassportEntry[] {
  const folds = new Set(forecasts.map(({ fold }) => fold)).size
  const clusterOf = (each: ScoredForecast): string | number => (folds > 1 ? each.fold : each.series)
  return levels.flatMap((level) => {
    const clusters = countClusters(forecasts, level, clusterOf)
    return clusters === null || clusters.length === 0 ? [] : [entry(level, clusters, folds > 1)]
  })
}

/**
 * The highest of the wanted levels that m calibration scores defend, and what to tell the reader when that is
 * not the highest wanted; `level` is null when not even the lowest can be defended.
 */
export function highestDefensible(
  wanted: readonly number[],
  scores: number,
  noun = 'folds',
): { readonly level: number | null; readonly sentence: string | null } {
  const ascending = [...wanted].sort((a, b) => a - b)
  const top = ascending[ascending.length - 1]
  const level = ascending.findLast((each) => each <= defendedLevel(scores) + 1e-12) ?? null
  if (level === top) return { level, sentence: null }
  const few = scores === 1 ? noun.replace(/s$/, '') : noun
  const are = scores === 1 ? 'is' : 'are'
  const highest =
    level === null ? 'none can be defended' : `the highest they defend is ${percent(level)}`
  const sentence = `${scores} ${few} ${are} too few to defend a band of ${percent(top)}: ${highest}.`
  return { level, sentence }
}

interface Cluster {
  readonly inside: number
  readonly count: number
}

function countClusters(
  forecasts: readonly ScoredForecast[],
  level: number,
  clusterOf: (forecast: ScoredForecast) => string | number,
): readonly Cluster[] | null {
  const clusters = new Map<string | number, { inside: number; count: number }>()
  for (const forecast of forecasts) {
    const band = forecast.quantiles && bandOf(forecast.quantiles, level)
    if (band === null) return null
    forecast.actual.forEach((value, step) => {
      if (Number.isNaN(value)) return
      const cluster = clusters.get(clusterOf(forecast)) ?? { inside: 0, count: 0 }
      cluster.count += 1
      if (value >= band.lower[step] && value <= band.upper[step]) cluster.inside += 1
      clusters.set(clusterOf(forecast), cluster)
    })
  }
  return [...clusters.values()]
}

function entry(level: number, clusters: readonly Cluster[], byFold: boolean): PassportEntry {
  const steps = clusters.reduce((sum, { count }) => sum + count, 0)
  const share = clusters.reduce((sum, { inside }) => sum + inside, 0) / steps
  const effective = effectiveTrials(clusters, share, steps)
  const limits = binomialLimits(share * effective, effective, 0.95)
  const verdict = limits[1] < level ? 'too-narrow' : limits[0] > level ? 'too-wide' : 'holds'
  const noun = byFold ? 'fold' : 'series'
  const plural = byFold && clusters.length > 1 ? 's' : ''
  const counted = `${clusters.length} ${noun}${plural}`
  const [from, to] = limits.map((limit) => Math.round(100 * limit))
  const kept = `The band of ${percent(level)} held ${percent(share)} of ${steps} steps in ${counted}`
  const meaning = { holds: 'as it says', 'too-narrow': 'too narrow', 'too-wide': 'too wide' }[
    verdict
  ]
  const sentence = `${kept} (95 % limits ${from} to ${to} %): ${meaning}.`
  return { level, share, steps, clusters: clusters.length, effective, limits, verdict, sentence }
}

/** p (1 − p) ÷ Var(p̂), Var from the spread between clusters; a single or unanimous cluster counts once. */
function effectiveTrials(clusters: readonly Cluster[], share: number, steps: number): number {
  const size = clusters.length
  if (size < 2 || share === 0 || share === 1) return size
  const squares = clusters.reduce(
    (sum, { inside, count }) => sum + (inside - share * count) ** 2,
    0,
  )
  const variance = ((size / (size - 1)) * squares) / steps ** 2
  if (variance === 0) return steps
  return Math.min(steps, Math.max(size, (share * (1 - share)) / variance))
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(share > 0.99 && share < 1 ? 1 : 0))} %`
}
