import type { Series } from '../../../engine/data/series'
import { toPlainError } from '../../../engine/errors'
import { correlogramOf } from '../../../engine/prepare/correlogram'
import { usualSeason } from '../../../engine/prepare/season'
import { timeGridOf } from '../charts/time-grid'
import { findingsOf } from '../views/explore/findings'
import { seasonalLinesOf } from '../views/explore/seasonal-lines'
import type { Analysis, AnalysisOrder, AnalysisReply } from './analysis'
import { modelDataOf } from './model-data'

/** Lags of two seasons, so that the second shows what is left of the first. */
function lagsFor({ values, calendar }: Series): number {
  const wanted = Math.min(100, Math.max(48, 2 * usualSeason(calendar.frequency)))
  return Math.max(1, Math.min(wanted, Math.floor(values.length / 2)))
}

function analyse({ series, window }: AnalysisOrder): Analysis {
  const grid = timeGridOf(series)
  const pictures = {
    correlogram: correlogramOf(series.values, lagsFor(series)),
    seasonal: seasonalLinesOf(series, grid),
  }
  if (!window) return { model: null, findings: findingsOf(series, grid, null), ...pictures }
  const model = modelDataOf(series, window)
  const defaults = { preparation: model.preparation, history: window.history }
  return { model, findings: findingsOf(series, grid, defaults), ...pictures }
}

/** Computes off the window's thread what a long series would make it wait for. */
self.addEventListener('message', ({ data }: MessageEvent<AnalysisOrder>) => {
  const reply = (answer: AnalysisReply): void => self.postMessage(answer)
  try {
    reply({ ok: true, analysis: analyse(data) })
  } catch (thrown) {
    reply({ ok: false, error: toPlainError(thrown) })
  }
})
