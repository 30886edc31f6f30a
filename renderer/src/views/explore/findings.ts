import type { Series } from '../../../../engine/data/series'
import { autocorrelation } from '../../../../engine/prepare/correlogram'
import { fitHarmonics, possibleCycles } from '../../../../engine/prepare/cycles'
import { seasonalStrength, usualSeason } from '../../../../engine/prepare/season'
import type { Preparation } from '../../../../engine/prepare/choose-preparation'
import { frequencyText, stepUnit, stepsText, timeText } from '../../charts/date-text'
import { decimalsOf, numberText } from '../../charts/number-text'
import type { TimeGrid } from '../../charts/time-ticks'
import { describeValues } from './value-summary'

/** Something that the series shows, with its numbers, and the default that it sets. */
export interface Finding {
  readonly title: string
  readonly text: string
  /** Null where nothing follows from it. */
  readonly sets: string | null
}

/** How the automatic model answers to the series; null while no model fits it. */
export interface Defaults {
  readonly preparation: Preparation
  readonly history: number
}

/** What the series shows, computed from all its values. */
export function findingsOf(
  series: Series,
  grid: TimeGrid,
  defaults: Defaults | null,
): readonly Finding[] {
  return [
    length(series, grid),
    missing(series, defaults),
    range(series, grid),
    ...season(series, defaults),
    ...cycles(series, defaults),
    ...memory(series, defaults),
    ...level(defaults),
  ]
}

function length({ values, calendar }: Series, grid: TimeGrid): Finding {
  const { frequency } = calendar
  const text = (step: number): string => timeText(grid.times[step], frequency)
  return {
    title: `${frequencyText(frequency)}, ${stepsText(values.length, frequency)}`,
    text: `${text(0)} to ${text(values.length - 1)}.`,
    sets: null,
  }
}

function missing({ values, calendar }: Series, defaults: Defaults | null): Finding {
  const { count } = describeValues(values)
  const gone = values.length - count
  const unit = stepUnit(calendar.frequency, gone)
  if (gone === 0) {
    return {
      title: 'Complete',
      text: `Every ${stepUnit(calendar.frequency, 1)} has a value.`,
      sets: null,
    }
  }
  const share = (100 * gone) / values.length
  const percent = share < 0.1 ? 'less than 0.1' : numberText(share, share < 10 ? 1 : 0)
  return {
    title: `${gone.toLocaleString('en-US')} ${unit} missing`,
    text: `${percent} % of the series. No value is made up for the scores or the chart.`,
    sets: defaults ? 'The network is told which inputs are missing' : null,
  }
}

function range({ values }: Series, grid: TimeGrid): Finding {
  const { low, lowAt, high, highAt, mean } = describeValues(values)
  const decimals = decimalsOf(values)
  const at = (step: number): string => timeText(grid.times[step], grid.frequency)
  const text = (value: number): string => numberText(value, decimals)
  return {
    title: `From ${text(low)} to ${text(high)}`,
    text: `Lowest ${at(lowAt)}, highest ${at(highAt)}; mean ${numberText(mean, decimals + 1)}.`,
    sets: null,
  }
}

function season({ values, calendar }: Series, defaults: Defaults | null): readonly Finding[] {
  const steps = usualSeason(calendar.frequency)
  if (steps === 1 || values.length < 2 * steps) return []
  const strength = seasonalStrength(values, steps)
  const share = numberText(strength, 2)
  const kind = strength >= 0.64 ? 'Strong' : strength >= 0.3 ? 'Some' : 'No'
  const span = stepsText(steps, calendar.frequency)
  return [
    {
      title: `${kind} season of ${span}`,
      text: `Strength ${share} on a scale from 0 to 1.`,
      sets: defaults?.preparation.seasonalDifference
        ? `Learned as changes against ${span} earlier`
        : null,
    },
  ]
}

const cycleNames = { daily: 'day', weekly: 'week', annual: 'year' } as const

function cycles({ values, calendar }: Series, defaults: Defaults | null): readonly Finding[] {
  return possibleCycles(calendar.frequency).flatMap((cycle) => {
    if (values.length < 2 * cycle.period) return []
    const percent = Math.round(100 * fitHarmonics(values, cycle, 2).explained)
    if (percent < 10) return []
    const removed = defaults?.preparation.cycle?.name === cycle.name
    const shown = defaults?.preparation.calendar.some((each) => each.name === cycle.name)
    return [
      {
        title: `One cycle a ${cycleNames[cycle.name]}`,
        text: `The calendar alone explains ${percent} % of the variance.`,
        sets: removed
          ? 'Its mean curve is removed, its place goes in as sine and cosine'
          : shown
            ? 'Its place goes in as sine and cosine'
            : null,
      },
    ]
  })
}

function memory({ values, calendar }: Series, defaults: Defaults | null): readonly Finding[] {
  const { frequency } = calendar
  if (values.length < 20) return []
  const near = autocorrelation(values, 1)
  const far = autocorrelation(values, 7)
  if (!Number.isFinite(near) || !Number.isFinite(far)) return []
  const fades = Math.abs(far) < 0.5 * Math.abs(near)
  const one = stepUnit(frequency, 1)
  return [
    {
      title:
        near < 0.2
          ? 'Little memory'
          : fades
            ? `Memory fades in ${stepUnit(frequency, 2)}`
            : 'Long memory',
      text: `Values correlate ${numberText(near, 2)} with the next ${one}, ${numberText(far, 2)} after seven.`,
      sets: defaults ? `History ${stepsText(defaults.history, frequency)}` : null,
    },
  ]
}

function level(defaults: Defaults | null): readonly Finding[] {
  if (!defaults) return []
  const { log, fromLastValue } = defaults.preparation
  const findings: Finding[] = []
  if (log) {
    findings.push({
      title: 'Spread grows with the level',
      text: 'All values are above 0, and higher stretches vary more.',
      sets: 'Learned as logarithms',
    })
  }
  if (fromLastValue) {
    findings.push({
      title: 'The level wanders',
      text: 'It does not return to one mean (KPSS test, 5 %).',
      sets: 'Each window is measured from its last value',
    })
  }
  return findings
}
