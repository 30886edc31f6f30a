import { EngineError } from '../../errors'
import {
  probabilitiesOf,
  type FitOptions,
  type FittedForecaster,
  type Forecaster,
  type Panel,
} from '../../evaluate/forecaster'
import { maseScale } from '../../evaluate/metrics'
import { prepareAll, restore } from './adjusted-panel'
import type { Approach, ApproachOptions } from './approach'
import { fitBeside } from './beside'
import { chooseApproach } from './choose-approach'
import { chooseMembers } from './choose-members'
import { medianPath } from './path-scores'
import { reasonsOf } from './reasons'
import { refit } from './refit'
import type { TrainingHost } from './train-steps'
import { runTrials } from './trials'
import { cutValidation } from './validation'
import { fitWidening, widen } from './widening'

/**
 * Recurrent networks over all series of a panel. The end of each series is set aside, candidates learn from
 * the rest and are compared there; the best learn anew from everything, several times, and their average is
 * the forecast, mixed with a partner where that was better. Bands are the members' quantiles, widened by what
 * they missed in the part set aside.
 */
export function recurrentForecaster(name: string, settings: ApproachOptions): Forecaster {
  return {
    name,
    seeded: true,
    readsFixed: true,
    fit: (panel, options) => fitPanel(panel, options, settings),
  }
}

async function fitPanel(
  panel: Panel,
  options: FitOptions,
  settings: ApproachOptions,
): Promise<FittedForecaster> {
  const { horizon, levels, seed } = options
  const beside = fitBeside(panel)
  const approach = chooseApproach(panel, options, settings, beside)
  const { season } = approach
  const host = countingHost(options, totalSteps(approach))
  const validation = cutValidation(panel, { horizon, season, rows: options.validationRows })
  const trials = await runTrials(validation, approach, { seed, host })
  const choice = chooseMembers(validation.origins, trials, approach)
  const probabilities = probabilitiesOf(levels)
  const widening = fitWidening(
    validation.origins,
    choice.paths,
    probabilities,
    horizon,
    approach.widening,
  )
  const adjustment = approach.adjust(panel)
  const final = await refit(prepareAll(panel, adjustment, season), choice, approach, { seed, host })
  options.progress?.(1)

  return {
    reasons: [...reasonsOf(approach, validation, choice), ...beside.reasons],
    async predict(histories) {
      const empty = histories.find(({ values }) => values.every(Number.isNaN))
      if (empty !== undefined) throw noValue(empty.name)
      const paths = await final.predict(prepareAll(histories, adjustment, season))
      return histories.map((history, i) => {
        const restored = restore(paths[i], history, adjustment)
        const least = history.values.some((value) => value < 0) ? -Infinity : 0
        const values = widen(restored, widening, maseScale(history.values, season), least)
        return { mean: medianPath(values), quantiles: { probabilities, values } }
      })
    },
    dispose() {
      final.dispose()
    },
  }
}

/** Steps of all networks when as many are kept as may be. */
function totalSteps({ candidates, most, effort }: Approach): number {
  const networks = candidates.filter(({ trained }) => trained).length
  const kept = Math.min(most, networks) * effort.seeds * effort.steps
  return networks * effort.trialSteps + kept
}

/** Passes on the caller's host and counts steps towards its progress. */
function countingHost(options: FitOptions, total: number): TrainingHost {
  let done = 0
  return {
    signal: options.signal,
    pause: () => options.pause(),
    step() {
      done += 1
      options.progress?.(Math.min(1, done / total))
    },
  }
}

function noValue(name: string): EngineError {
  return new EngineError('series-too-short', `${name} has no value to forecast from.`, {
    column: name,
    remedy: 'Add rows with values, or leave the series out.',
  })
}
