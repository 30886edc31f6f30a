import type { FitOptions, Forecaster, Panel } from '../../evaluate/forecaster'
import { probabilitiesOf } from '../../evaluate/forecaster'
import type { Approach, ApproachOptions } from './approach'
import type { Beside } from './beside'
import type { Learner } from './member'
import { networkLearner, type NetworkPlan } from './network-learner'
import { partnerLearner } from './partner-learner'
import type { Effort, Efforts } from './presets'
import { ridgeLearner } from './ridge-learner'
import {
  naiveForecaster,
  seasonalNaiveForecaster,
} from '../../evaluate/baselines/simple-forecasters'
import type { SegmentSizes } from './segment-spec'
import { networkSizesFor, ridgeHistory, tableSizes } from './sizes'
import type { WindowScaleKind } from './window-scale'
import { noAdjustment, stepsAYear, yearlyCourse, yearlyStrength } from './yearly-course'

/** From as many rows on, a table's columns are learned from like one panel of long windows. */
const longTable = 5000
/** Below as many series, a panel gives too few forecasts to learn much from, and members are averaged. */
const fewSeries = 20
/** Seasons from here on take half as many steps more to learn. */
const longSeason = 24
/** Methods that take as long as a panel's networks and were never the best partner where they were tried. */
const slowInPanels: readonly string[] = ['arima']
const slowInLongSeasons: readonly string[] = ['arima', 'ets', 'mstlEts', 'linear']
/** Share of the variance that a yearly course must explain to be taken off. */
const notableCourse = 0.1

/**
 * Where members are averaged, the naive methods say nothing that exponential smoothing does not; by luck on
 * a few rows they would keep better ones out.
 */
const naiveMethods: readonly string[] = ['naive', 'seasonalNaive']

/** Ends of windows that a usual history must offer beyond a season and a horizon, to show a season at all. */
const fewestWindows = 4

/** What all approaches are made of. */
interface Parts {
  readonly panel: Panel
  readonly medianLength: number
  readonly horizon: number
  readonly season: number
  /** Whether a value is below 0, so that there are no logarithms. */
  readonly negative: boolean
  readonly effort: Efforts
  readonly partners: readonly Forecaster[]
  network(plan: NetworkPlan): Learner
  ridge(scale: WindowScaleKind, history: number): Learner
  partner(forecaster: Forecaster): Learner
}

/** Tells a long table, a panel of many series, series with a course of the year and few series apart. */
export function chooseApproach(
  panel: Panel,
  fit: FitOptions,
  { createNetwork, efforts, cell, partners }: ApproachOptions,
  beside: Beside,
): Approach {
  const { horizon, levels } = fit
  const lengths = panel.map(({ values }) => values.length).sort((a, b) => a - b)
  const medianLength = lengths[Math.floor(lengths.length / 2)]
  const season = medianLength - horizon > fit.season + fewestWindows ? fit.season : 1
  const probabilities = probabilitiesOf(levels)
  const setting = { createNetwork, cell, season, probabilities, beside }
  const parts: Parts = {
    panel,
    medianLength,
    horizon,
    season,
    negative: panel.some(({ values }) => values.some((value) => value < 0)),
    effort: efforts,
    partners,
    network: (plan) => networkLearner(plan, setting),
    ridge: (scale, history) =>
      ridgeLearner({ history, horizon, season, scale, scaledLoss: false }, probabilities),
    partner: (forecaster) => partnerLearner(forecaster, fit),
  }
  return { ...approachFor(parts), season }
}

function approachFor(parts: Parts): Omit<Approach, 'season'> {
  if (parts.medianLength >= longTable) return tableApproach(parts)
  if (parts.panel.length >= fewSeries) return panelApproach(parts)
  return hasYearlyCourse(parts.panel, parts.season) ? courseApproach(parts) : fewApproach(parts)
}

/** Few series have few windows: a quarter of the batch learns as much in as many steps. */
const fewSeriesBatch = 32

const panelPlan = { dropout: 0.1, learningRate: 3e-3, batchSize: 128 } as const

function tableApproach(parts: Parts): Omit<Approach, 'season'> {
  const { medianLength, season, horizon, network, partner } = parts
  const plan = {
    scale: 'last',
    skip: false,
    scaledLoss: false,
    dropout: 0.2,
    learningRate: 2e-3,
    batchSize: 128,
  } as const
  const sizes = (seasons: number): SegmentSizes =>
    tableSizes(season, seasons, horizon, medianLength)
  const quick = parts.partners.filter(({ costly }) => costly !== true)
  return {
    reason: `With ${medianLength} rows a series, long windows of all series are learned from together.`,
    candidates: [network({ ...plan, sizes: sizes(1) }), network({ ...plan, sizes: sizes(2) })],
    alike: 0.1,
    most: 2,
    average: 'weighted',
    partners: quick.map(partner),
    yardstick: yardstickOf(parts),
    widening: 1,
    effort: parts.effort.table,
    adjust: () => noAdjustment,
  }
}

function panelApproach(parts: Parts): Omit<Approach, 'season'> {
  const { panel, season, negative, network, effort } = parts
  const sizes = networkSizesFor({ ...parts, series: panel.length })
  const scales: readonly WindowScaleKind[] = negative ? ['ratio', 'std'] : ['ratio', 'std', 'log']
  const plain = scales.flatMap((scale) =>
    (season > 1 ? [false, true] : [false]).map((skip) => ({ scale, skip })),
  )
  const hybrid = negative ? [] : [{ scale: 'smoothed', skip: false } as const]
  return {
    reason: `${panel.length} series are learned from together.`,
    candidates: [...plain, ...hybrid].map(({ scale, skip }) => {
      const scaledLoss = scale === 'ratio' || scale === 'std'
      return network({ ...panelPlan, scale, skip, scaledLoss, sizes })
    }),
    alike: 0.1,
    most: 7,
    average: 'weighted',
    partners: worthTheirTime(parts).map(parts.partner),
    yardstick: yardstickOf(parts),
    widening: 0.25,
    effort: season >= longSeason ? lengthened(effort.panel) : effort.panel,
    adjust: () => noAdjustment,
  }
}

function courseApproach({ horizon, network, ridge, effort }: Parts): Omit<Approach, 'season'> {
  const sizes = { history: 14, segment: 1, units: 32, horizon }
  const plan = {
    ...panelPlan,
    scale: 'none',
    skip: false,
    scaledLoss: false,
    dropout: 0.3,
  } as const
  return {
    reason: 'The mean course of the year is taken off; what is learned are departures from it.',
    candidates: [network({ ...plan, sizes }), ridge('none', sizes.history)],
    alike: 0.5,
    most: 2,
    average: 'weighted',
    partners: [],
    yardstick: null,
    widening: 1,
    effort: effort.few,
    adjust: yearlyCourse,
  }
}

function fewApproach(parts: Parts): Omit<Approach, 'season'> {
  const { panel, season, negative, network, ridge } = parts
  const sizes = networkSizesFor({ ...parts, series: panel.length })
  const scales = ['std', negative ? 'ratio' : 'log'] as const
  const history = ridgeHistory(sizes.history, season)
  // Beside classical methods a second network changes nothing but the time.
  const networks = parts.partners.length === 0 ? scales : scales.slice(0, 1)
  return {
    reason: 'Few series: networks, ridge regressions and classical methods are averaged.',
    candidates: [
      ...networks.map((scale) =>
        network({
          ...panelPlan,
          batchSize: fewSeriesBatch,
          scale,
          skip: season > 1,
          scaledLoss: false,
          sizes,
        }),
      ),
      ...scales.map((scale) => ridge(scale, history)),
      ...parts.partners.filter(({ name }) => !naiveMethods.includes(name)).map(parts.partner),
    ],
    alike: 0.5,
    most: 12,
    average: 'median',
    partners: [],
    yardstick: null,
    widening: 1,
    effort: parts.effort.few,
    adjust: () => noAdjustment,
  }
}

function worthTheirTime({ partners, season }: Parts): readonly Forecaster[] {
  const left = season >= longSeason ? slowInLongSeasons : slowInPanels
  return partners.filter(({ name }) => !left.includes(name))
}

/** The last value, or the season before, where other methods may stand in for networks at all. */
function yardstickOf({ partners, season, partner }: Parts): Learner | null {
  if (partners.length === 0) return null
  return partner(season > 1 ? seasonalNaiveForecaster() : naiveForecaster())
}

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
