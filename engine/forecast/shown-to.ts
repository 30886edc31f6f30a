import type { Series } from '../data/series'
import { knownAhead, withoutKnown } from '../prepare/known-effects'
import type { WindowSteps } from '../prepare/windows'
import type { ModelSpec } from '../spec/model-spec'
import { windowSteps } from '../spec/network-sizes'

/** What a network sees beyond its windows' origins, as a sentence; none for one that sees nothing there. */
export function explainShown({ readout }: ModelSpec, series: Series): readonly string[] {
  if (readout.kind !== 'ahead') return []
  const names = knownAhead(series).map(({ name }) => name)
  return [
    `The network reads on through the horizon and sees ${names.join(', ')} at each step of it.`,
  ]
}

/** The steps that a network's windows show, before their origin and after it. */
export function stepsShown(spec: ModelSpec): Required<WindowSteps> {
  const { history } = spec.input
  return { history, ahead: windowSteps(spec) - history }
}

/**
 * A series whose known-ahead covariates are taken off as effects, as a network of this spec is shown it: one
 * that reads on through the horizon sees them too, for what effects alone do not say.
 */
export function shownTo(spec: ModelSpec, series: Series): Series {
  return spec.readout.kind === 'ahead' ? series : withoutKnown(series)
}
