import { EngineError } from '../errors'

/** Where a run of rows is cut, as ends of half-open ranges. */
export interface Split {
  /** Rows `[0, fitEnd)` fit weights, scalers and transforms. */
  readonly fitEnd: number
  /** Rows `[fitEnd, trainEnd)` are for validation: early stopping and the width of the bands. */
  readonly trainEnd: number
  /** Rows `[trainEnd, rows)` are the hold-out: the last horizon, scored once. */
  readonly rows: number
}

/** Fewest rows left for validation, and most of them, in horizons. */
const fewestValidationRows = 2
const validationShare = 0.2
const mostValidationHorizons = 30

/**
 * Fewest rows with which every step of the horizon is trained at least once: one window of history and
 * horizon, two rows of validation, and the hold-out.
 */
export function rowsNeeded(horizon: number, history: number): number {
  return history + horizon + fewestValidationRows + horizon
}

/**
 * Cuts the hold-out (the last horizon) from the end and the validation part from the end of what is left:
 * a fifth of it, at least one horizon, at most thirty, and never so much that no whole window remains.
 * @throws EngineError `series-too-short`, saying how many rows are needed and what to reduce.
 */
export function splitRows(rows: number, horizon: number, history: number): Split {
  const needed = rowsNeeded(horizon, history)
  if (rows < needed) throw tooShort(rows, horizon, history, needed)
  const trainEnd = rows - horizon
  const wanted = Math.max(horizon, Math.round(validationShare * trainEnd))
  const room = trainEnd - horizon - history
  const validation = Math.min(wanted, mostValidationHorizons * horizon, room)
  return { fitEnd: trainEnd - validation, trainEnd, rows }
}

function tooShort(rows: number, horizon: number, history: number, needed: number): EngineError {
  const withHistory = history === 1 ? '' : ` with a history of ${history}`
  const file = `this file has ${rows}`
  return new EngineError(
    'series-too-short',
    `A horizon of ${horizon}${withHistory} needs at least ${needed} rows; ${file}.`,
    { remedy: shortRemedy(rows, horizon, history) },
  )
}

function shortRemedy(rows: number, horizon: number, history: number): string {
  const spare = rows - fewestValidationRows
  const longestHistory = spare - 2 * horizon
  const longestHorizon = Math.floor((spare - history) / 2)
  const longestOfAll = Math.floor((spare - 1) / 2)
  const choices: string[] = []
  if (history > 1 && longestHistory >= 1) {
    choices.push(`reduce the history to ${longestHistory}`)
  }
  if (longestHorizon >= 1) choices.push(`reduce the horizon to ${longestHorizon}`)
  else if (history > 1 && longestOfAll >= 1) {
    choices.push(`reduce the history to 1 and the horizon to ${longestOfAll}`)
  }
  choices.push('add rows')
  const sentence = choices.join(' or ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}
