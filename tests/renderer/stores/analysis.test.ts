import { expect, it } from 'vitest'
import type { Series } from '../../../engine/data/series'
import {
  createAnalyst,
  type AnalysisOrder,
  type AnalysisPort,
  type AnalysisReply,
} from '../../../renderer/src/stores/analysis'

const series: Series = {
  name: 'x',
  calendar: { frequency: { kind: 'daily', multiple: 1 }, start: 0 },
  values: new Float64Array(3),
  covariates: [],
}
const order = (history: number): AnalysisOrder => ({
  series,
  window: { history, ahead: 0, horizon: 1 },
})
const answer: AnalysisReply = {
  ok: true,
  analysis: { model: null, findings: [], correlogram: null, seasonal: null },
}

/** A port that answers when the test says so. */
function heldPort() {
  const sent: AnalysisOrder[] = []
  const port: AnalysisPort = {
    postMessage: (message) => sent.push(message),
    onmessage: null,
    onerror: null,
  }
  const reply = (): void => port.onmessage?.(new MessageEvent('message', { data: answer }))
  return { port, sent, reply }
}

it('works one order at a time and then only the newest of those that waited', () => {
  const { port, sent, reply } = heldPort()
  const told: AnalysisReply[] = []
  const ask = createAnalyst(
    () => port,
    (each) => told.push(each),
  )
  for (const history of [1, 2, 3, 4]) ask(order(history))
  expect(sent.map((each) => each.window?.history)).toEqual([1])
  reply()
  expect(told).toHaveLength(0)
  expect(sent.map((each) => each.window?.history)).toEqual([1, 4])
  reply()
  expect(told).toEqual([answer])
})

it('opens its port once, at the first order', () => {
  let opened = 0
  const { port, reply } = heldPort()
  const ask = createAnalyst(
    () => {
      opened += 1
      return port
    },
    () => undefined,
  )
  expect(opened).toBe(0)
  ask(order(1))
  reply()
  ask(order(2))
  expect(opened).toBe(1)
})
