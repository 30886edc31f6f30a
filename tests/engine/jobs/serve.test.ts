import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import type { FromWorker, ToWorker } from '../../../engine/jobs/port-messages'
import type { JobEvent } from '../../../engine/jobs/protocol'
import { serve } from '../../../engine/jobs/serve'
import { networks, smallSpec } from '../../helpers/networks'
import { readAugurs } from '../../helpers/read-augurs'
import { growingMonths, seriesOf } from '../../helpers/series'
import { textFile } from '../../helpers/text-file'

const spec = smallSpec({ input: { history: 12, segment: 1 }, horizon: 6, batchSize: 32, epochs: 2 })
const series = seriesOf(growingMonths(72))

/** The engine on one end of a real channel, what it said on the other. */
function connect() {
  const { port1: host, port2: worker } = new MessageChannel()
  const said: FromWorker[] = []
  const waiting: (() => void)[] = []
  host.on('message', (message: FromWorker) => {
    said.push(message)
    for (const wake of waiting.splice(0)) wake()
  })
  serve(
    {
      postMessage: (message, transfer) => worker.postMessage(message, transfer ?? []),
      onMessage: (listener) => worker.on('message', (message: ToWorker) => listener(message)),
    },
    { networks, readAugurs },
  )
  return {
    said,
    send: (message: ToWorker): void => host.postMessage(message),
    close: (): void => host.close(),
    async until(found: (message: FromWorker) => boolean): Promise<FromWorker> {
      for (;;) {
        const message = said.find(found)
        if (message !== undefined) return message
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
  }
}

const ends = ['done', 'failed', 'cancelled']
const isEndOf =
  (jobId: string) =>
  (message: FromWorker): boolean =>
    message.kind === 'event' && message.jobId === jobId && ends.includes(message.event.kind)

let open: ReturnType<typeof connect> | null = null
function connected(): ReturnType<typeof connect> {
  open = connect()
  return open
}

describe('serve', () => {
  afterEach(() => open?.close())

  it('answers each call under its number, errors in plain form', async () => {
    const { send, until } = connected()
    const file = textFile('date,sales\n2020-01-01,1\n2020-01-02,3\n2020-01-03,2\n')
    send({ kind: 'call', id: 7, name: 'open', request: { id: 'a', file } })
    send({ kind: 'call', id: 8, name: 'series', request: { id: 'a' } })
    send({ kind: 'call', id: 9, name: 'series', request: { id: 'b' } })
    const isReply =
      (id: number) =>
      (message: FromWorker): boolean =>
        message.kind === 'reply' && message.id === id
    expect(await until(isReply(7))).toMatchObject({ ok: true, value: { rows: 3 } })
    expect(await until(isReply(8))).toMatchObject({
      ok: true,
      value: { values: Float64Array.of(1, 3, 2) },
    })
    expect(await until(isReply(9))).toMatchObject({
      ok: false,
      error: { code: 'dataset-unknown' },
    })
  })

  it('runs a job and ends it with its result', async () => {
    const { send, until, said } = connected()
    send({
      kind: 'start',
      jobId: 'j',
      request: { kind: 'forecast', series, spec, executor: 'fused' },
    })
    const last = await until(isEndOf('j'))
    expect(last).toMatchObject({
      event: { kind: 'done', result: { forecast: { target: 'sales' } } },
    })
    const kinds = said.map((message) => message.kind === 'event' && message.event.kind)
    expect(kinds.slice(0, 2)).toEqual(['started', 'backend-chosen'])
    expect(kinds.filter((kind) => typeof kind === 'string' && ends.includes(kind))).toHaveLength(1)
  })

  it('cancels one job and lets the other go on', async () => {
    const { send, until } = connected()
    const long = { ...spec, epochs: 100_000, earlyStopping: null }
    send({
      kind: 'start',
      jobId: 'long',
      request: { kind: 'forecast', series, spec: long, executor: 'fused' },
    })
    send({
      kind: 'start',
      jobId: 'short',
      request: { kind: 'forecast', series, spec, executor: 'fused' },
    })
    await until((message) => message.kind === 'event' && message.jobId === 'long')
    send({ kind: 'cancel', jobId: 'long' })
    expect(await until(isEndOf('long'))).toMatchObject({ event: { kind: 'cancelled' } })
    expect(await until(isEndOf('short'))).toMatchObject({ event: { kind: 'done' } })
  })

  it('fails a job whose series is refused, or that runs already', async () => {
    const { send, until } = connected()
    const short = { ...series, values: series.values.slice(0, 10) }
    send({
      kind: 'start',
      jobId: 'j',
      request: { kind: 'forecast', series: short, spec, executor: 'fused' },
    })
    const refused: Partial<JobEvent> = { kind: 'failed' }
    expect(await until(isEndOf('j'))).toMatchObject({
      event: { ...refused, error: { code: 'series-too-short' } },
    })
    const long = { ...spec, epochs: 100_000, earlyStopping: null }
    send({
      kind: 'start',
      jobId: 'k',
      request: { kind: 'forecast', series, spec: long, executor: 'fused' },
    })
    send({
      kind: 'start',
      jobId: 'k',
      request: { kind: 'forecast', series, spec: long, executor: 'fused' },
    })
    expect(await until(isEndOf('k'))).toMatchObject({
      event: { kind: 'failed', error: { code: 'request-invalid' } },
    })
    send({ kind: 'cancel', jobId: 'k' })
    await until((message) => message.kind === 'event' && message.event.kind === 'cancelled')
  })
})
