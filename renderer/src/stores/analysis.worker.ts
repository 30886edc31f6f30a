import { toPlainError } from '../../../engine/errors'
import { timeGridOf } from '../charts/time-grid'
import { findingsOf } from '../views/explore/findings'
import type { Analysis, AnalysisOrder, AnalysisReply } from './analysis'
import { modelDataOf } from './model-data'

function analyse({ series, window }: AnalysisOrder): Analysis {
  const grid = timeGridOf(series)
  if (!window) return { model: null, findings: findingsOf(series, grid, null) }
  const model = modelDataOf(series, window.horizon, window.history)
  const defaults = { preparation: model.preparation, history: window.history }
  return { model, findings: findingsOf(series, grid, defaults) }
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
