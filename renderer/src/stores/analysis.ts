import type { Series } from '../../../engine/data/series'
import type { PlainError } from '../../../engine/errors'
import type { Correlogram } from '../../../engine/prepare/correlogram'
import type { Finding } from '../views/explore/findings'
import type { SeasonalLines } from '../views/explore/seasonal-lines'
import type { ModelData, WindowSizes } from './model-data'

/** What to analyse: a series, and the window of its model when that is valid. */
export interface AnalysisOrder {
  readonly series: Series
  readonly window: WindowSizes | null
}

export interface Analysis {
  /** Null without a window. */
  readonly model: ModelData | null
  readonly findings: readonly Finding[]
  /** Null where values do not vary. */
  readonly correlogram: Correlogram | null
  /** Null where the calendar has no turn to compare. */
  readonly seasonal: SeasonalLines | null
}

export type AnalysisReply =
  | { readonly ok: true; readonly analysis: Analysis }
  | { readonly ok: false; readonly error: PlainError }

/** The side of a worker that is used here; a `Worker` fits. */
export interface AnalysisPort {
  postMessage(order: AnalysisOrder): void
  onmessage: ((event: MessageEvent<AnalysisReply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

/**
 * Has orders worked off elsewhere, one at a time. While one is at work only the newest of the others
 * waits, so that a held key does not pile up work; a reply to an order that was overtaken is dropped.
 * @param open opens the port at the first order
 */
export function createAnalyst(
  open: () => AnalysisPort,
  tell: (reply: AnalysisReply) => void,
): (order: AnalysisOrder) => void {
  let port: AnalysisPort | null = null
  let working = false
  let next: AnalysisOrder | null = null

  function send(to: AnalysisPort, order: AnalysisOrder): void {
    working = true
    to.postMessage(order)
  }

  function settle(reply: AnalysisReply): void {
    working = false
    if (next && port) {
      const order = next
      next = null
      send(port, order)
    } else tell(reply)
  }

  function opened(): AnalysisPort {
    const made = open()
    made.onmessage = ({ data }) => settle(data)
    made.onerror = ({ message }) =>
      settle({ ok: false, error: { code: 'internal', message, details: {} } })
    return made
  }

  return (order) => {
    port ??= opened()
    if (working) next = order
    else send(port, order)
  }
}
