import type { FitOptions, Forecaster, Panel } from '../../evaluate/forecaster'
import { probabilitiesOf } from '../../evaluate/forecaster'
import type { NetworkFactory } from '../../network/network'
import type { Learner } from './member'
import { networkLearner, type NetworkPlan } from './network-learner'
import { partnerLearner } from './partner-learner'
import { efforts, type Effort, type Preset } from './presets'
import { ridgeLearner } from './ridge-learner'
import type { SegmentGruSizes } from './segment-gru-spec'
import { networkSizesFor, tableSizes } from './sizes'
import type { WindowScaleKind } from './window-scale'
import {
  noAdjustment,
  stepsAYear,
  yearlyCourse,
  yearlyStrength,
  type Adjustment,
} from './yearly-course'

/** How a panel is learned from; follows from its sizes, values and dates alone. */
export interface Approach {
  readonly reason: string
  /** Compared on the part set aside; those near the best are kept. */
  readonly candidates: readonly Learner[]
  /** Share above the best score within which candidates are kept. */
  readonly alike: number
  /** Most candidates that are kept. */
  readonly most: number
  readonly average: 'median' | 'mean'
  /** May be mixed into the average of those that are kept. */
  readonly partners: readonly Learner[]
  /** Whether what was kept is trained anew with the part set aside. */
  readonly refit: boolean
  readonly effort: Effort
  /** Fits what is taken off the series before they are learned from. */
  adjust(panel: Panel): Adjustment
}

export interface ApproachOptions {
  readonly createNetwork: NetworkFactory
  readonly preset: Preset
  readonly partners: readonly Forecaster[]
}

/** From as many rows on, a table's columns are learned from like one panel of long windows. */
const longTable = 5000
/** Below as many series, a panel gives too few forecasts to learn much from, and members are averaged. */
const fewSeries = 20
/** Seasons from here on take half as many steps more to learn. */
const longSeason = 24
/** Share of the variance that a yearly course must explain to be taken off. */
const notableCourse = 0.1

export function chooseApproach(
  panel: Panel,
  fit: FitOptions,
  { createNetwork, preset, partners }: ApproachOptions,
): Approach {
  const { horizon, season, levels } = fit
  const lengths = panel.map(({ values }) => values.length).sort((a, b) => a - b)
  const medianLength = lengths[Math.floor(lengths.length / 2)]
  const effort = efforts[preset]
  const setting = { createNetwork, season, probabilities: probabilitiesOf(levels) }
  const network = (plan: NetworkPlan): Learner => networkLearner(plan, setting)
  const ridge = (scale: WindowScaleKind, history: number): Learner =>
    ridgeLearner({ history, horizon, season, scale, scaledLoss: false }, setting.probabilities)
  const others = partners.map((partner) => partnerLearner(partner, fit))
  const quick = partners
    .filter(({ costly }) => costly !== true)
    .map((partner) => partnerLearner(partner, fit))
  const plain = { adjust: () => noAdjustment, refit: true }
  const negative = panel.some(({ values }) => values.some((value) => value < 0))
  const share: WindowScaleKind = negative ? 'ratio' : 'log'

  if (medianLength >= longTable) {
    const sizes = [1, 2].map((seasons) => tableSizes(season, seasons, horizon, medianLength))
    const plan = {
      scale: 'last',
      skip: false,
      scaledLoss: false,
      dropout: 0.5,
      learningRate: 2e-3,
    } as const
    return {
      reason: `With ${medianLength} rows a series, long windows of all series are learned from together, less their last value.`,
      candidates: sizes.map((each) => network({ ...plan, sizes: each })),
      alike: 0.03,
      most: 2,
      average: 'mean',
      partners: [ridge('last', Math.min(336, sizes[0].history)), ...quick],
      ...plain,
      effort: effort.table,
    }
  }
  const sizes = networkSizesFor({ series: panel.length, medianLength, season, horizon })
  if (panel.length >= fewSeries) {
    const scales: readonly WindowScaleKind[] = negative ? ['ratio', 'std'] : ['ratio', 'std', 'log']
    return {
      reason: `${panel.length} series are learned from together.`,
      candidates: scales.flatMap((scale) =>
        (season > 1 ? [false, true] : [false]).map((skip) =>
          network({ ...panelPlan, scale, skip, scaledLoss: scale !== 'log', sizes }),
        ),
      ),
      alike: 0.03,
      most: 3,
      average: 'median',
      partners: others,
      ...plain,
      effort: season >= longSeason ? lengthened(effort.panel) : effort.panel,
    }
  }
  if (hasYearlyCourse(panel, season)) {
    const short: SegmentGruSizes = { history: 14, segment: 1, units: 32, horizon }
    return {
      reason: 'The mean course of the year is taken off; what is learned are departures from it.',
      candidates: [
        network({
          ...panelPlan,
          scale: 'none',
          skip: false,
          scaledLoss: false,
          dropout: 0.3,
          sizes: short,
        }),
        ridge('none', short.history),
      ],
      alike: 0.25,
      most: 2,
      average: 'mean',
      partners: [],
      refit: true,
      adjust: yearlyCourse,
      effort: effort.few,
    }
  }
  const skip = season > 1
  return {
    reason: 'Few series: networks, ridge regressions and classical methods are averaged.',
    candidates: [
      ...(['std', share] as const).map((scale) =>
        network({ ...panelPlan, scale, skip, scaledLoss: false, sizes }),
      ),
      ridge('std', sizes.history),
      ridge(share, sizes.history),
      ...others,
    ],
    alike: 0.25,
    most: 8,
    average: 'mean',
    partners: [],
    ...plain,
    effort: effort.few,
  }
}

const panelPlan = { dropout: 0.1, learningRate: 3e-3 } as const

/** A yearly course where dates tell the year, a year is no season, and there are two of them to see it in. */
function hasYearlyCourse(panel: Panel, season: number): boolean {
  return (
    panel.every((series) => {
      const year = stepsAYear(series)
      return year !== null && year >= 24 && season < year / 2 && series.values.length >= 2 * year
    }) && panel.some((series) => yearlyStrength(series) >= notableCourse)
  )
}

function lengthened({ trialSteps, steps, seeds }: Effort): Effort {
  return { trialSteps: 1.5 * trialSteps, steps: 1.5 * steps, seeds }
}
