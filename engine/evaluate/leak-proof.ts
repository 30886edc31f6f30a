import type { Series } from '../data/series'
import type { Random } from '../random'
import type { Panel } from './forecaster'

/** Whatever makes numbers at a cut out of series that go on after it. */
export type CutPipeline = (panel: Panel, cut: number) => Promise<readonly Float64Array[]>

export interface LeakProof {
  readonly sealed: boolean
  /** The first number that changed; null when none did. */
  readonly first: {
    readonly list: number
    readonly index: number
    readonly before: number
    readonly after: number
  } | null
  readonly sentence: string
}

/**
 * Runs a pipeline twice, the second time with everything from row `cut` on replaced by noise, and compares
 * every bit of what it made. Covariates keep what follows the cut only where they are known ahead. The noise
 * is of the size of the values, so that a scale fitted on it would show.
 */
export async function proveNoLeak(
  panel: Panel,
  cut: number,
  run: CutPipeline,
  random: Random,
): Promise<LeakProof> {
  const truth = await run(panel, cut)
  const noisy = await run(
    panel.map((series) => withNoise(series, cut, random.split(series.name))),
    cut,
  )
  for (let list = 0; list < Math.max(truth.length, noisy.length); list++) {
    const a = truth[list] ?? new Float64Array(0)
    const b = noisy[list] ?? new Float64Array(0)
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      if (Object.is(a[index], b[index])) continue
      const first = { list, index, before: a[index], after: b[index] }
      const sentence = `Number ${index + 1} of part ${list + 1} changed from ${a[index]} to ${b[index]} when the rows after the cut were replaced by noise: it depends on the future.`
      return { sealed: false, first, sentence }
    }
  }
  const sentence = `With all rows after the cut replaced by noise every bit of the forecast stayed the same.`
  return { sealed: true, first: null, sentence }
}

function withNoise(series: Series, cut: number, random: Random): Series {
  const covariates = series.covariates.map((covariate) =>
    covariate.future === undefined
      ? { ...covariate, values: scrambled(covariate.values, cut, random) }
      : covariate,
  )
  return { ...series, values: scrambled(series.values, cut, random), covariates }
}

function scrambled(values: Float64Array, cut: number, random: Random): Float64Array {
  const size = 1 + values.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0)
  return values.map((value, row) => (row < cut ? value : 3 * size * random.normal()))
}
