import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDataThread, type DataThread } from '../../../electron/hosts/data-thread'

const file = new URL('./threads/data.mjs', import.meta.url)
let spawned: number
let thread: DataThread

beforeEach(() => {
  spawned = 0
  thread = createDataThread(() => {
    spawned++
    return new Worker(file)
  })
})
afterEach(() => thread.close())

describe('data thread', () => {
  it('starts at the first call and answers each call with its own reply', async () => {
    expect(spawned).toBe(0)
    const rows = (from: number) => thread.call('rows', { id: 'd', from, count: 1 })
    const replies = await Promise.all([rows(5), rows(1), rows(9)])
    expect(replies.map((reply) => reply[0].fileRow)).toEqual([5, 1, 9])
    expect(spawned).toBe(1)
  })

  it('moves a buffer that it is told to transfer', async () => {
    const bytes = new Uint8Array(1000)
    const opening = thread.call('open', { id: 'd', file: { name: 'a.csv', bytes } }, [bytes.buffer])
    expect(bytes.byteLength).toBe(0)
    expect(await opening).toMatchObject({ name: 'a.csv', rows: 1000 })
  })

  it('rejects with the error that the thread answered', async () => {
    const call = thread.call('assign', { id: 'd', roles: {}, selectedId: null })
    await expect(call).rejects.toMatchObject({
      name: 'EngineError',
      code: 'dataset-unknown',
      details: { remedy: 'Open it.' },
    })
  })

  it('rejects every open call when the thread dies, and starts a new one for the next', async () => {
    const series = thread.call('series', { id: 'd' })
    const close = thread.call('close', { id: 'd' })
    const died = {
      code: 'internal',
      message: 'The thread for reading stopped unexpectedly: broken.',
      details: { remedy: 'Open the file again.' },
    }
    await expect(series).rejects.toMatchObject(died)
    await expect(close).rejects.toMatchObject(died)
    expect(await thread.call('rows', { id: 'd', from: 2, count: 1 })).toEqual([{ fileRow: 2 }])
    expect(spawned).toBe(2)
  })

  it('rejects open calls when it is closed', async () => {
    const series = thread.call('series', { id: 'd' })
    const rejected = expect(series).rejects.toMatchObject({ code: 'cancelled' })
    await thread.close()
    await rejected
  })
})
