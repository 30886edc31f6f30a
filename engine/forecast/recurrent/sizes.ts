import type { SegmentSizes } from './segment-spec'

/** What the sizes of a network follow from. */
export interface PanelFacts {
  readonly series: number
  /** Median number of steps from a series' first value to its end. */
  readonly medianLength: number
  readonly season: number
  readonly horizon: number
}

/**
 * Segment, window and width from the data's own sizes. A segment is a season, so that each holds the same
 * phases; without one, as many steps as make a window of 20 segments a third of a history. The window is a
 * third of the median history, 3 to 20 segments; two weeks of hours where they fit. A panel that offers very many windows gets a wider network.
 */
export function networkSizesFor(facts: PanelFacts): SegmentSizes {
  const { season, horizon, medianLength } = facts
  const third = medianLength / 3
  const segment = season > 1 ? seasonSegment(season) : clamp(Math.round(third / 20), 1, horizon)
  const least = Math.max(
    Math.ceil((3 * season) / segment),
    season === hoursOfDay ? daysFor(medianLength) : 0,
  )
  const segments = clamp(Math.ceil(third / segment), least, 20)
  return { segment, history: segment * segments, units: unitsFor(facts), horizon }
}

const hoursOfDay = 24

/** Two weeks of days, where that is no more than half a history: hours follow the weekday too. */
function daysFor(length: number): number {
  return Math.min(14, Math.floor(length / (2 * hoursOfDay)))
}

/** Sizes for long tables: windows of 20 days of hours, segments of one or more seasons (of 24 steps without). */
export function tableSizes(
  season: number,
  seasons: number,
  horizon: number,
  length: number,
): SegmentSizes {
  const segment = seasons * (season > 1 ? seasonSegment(season) : 24)
  const segments = clamp(Math.round(480 / segment), 2, Math.floor(length / (3 * segment)))
  return { segment, history: segment * segments, units: 96, horizon }
}

/** A season, or the longest of its whole shares that is no longer than a day of hours. */
function seasonSegment(season: number): number {
  for (let parts = 1; ; parts++) {
    if (season % parts === 0 && season / parts <= 24) return season / parts
  }
}

function unitsFor({ series, medianLength }: PanelFacts): number {
  const values = series * medianLength
  if (values < 5_000) return 32
  return values < 200_000 ? 64 : 96
}

/** Longest window of a ridge regression on few series, in steps: its cost grows with the cube. */
const longestRidge = 192

/** The networks' window, shorter where it is long: whole seasons. */
export function ridgeHistory(history: number, season: number): number {
  return Math.min(history, Math.max(season, season * Math.floor(longestRidge / season)))
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most))
}
