import { describe, expect, it } from 'vitest'
import { createModelQueue } from '../../../engine/train/model-queue'

/** A task that is over when told, and the order in which tasks began. */
function tasks() {
  const began: number[] = []
  const ends: (() => void)[] = []
  return {
    began,
    end(index: number): Promise<void> {
      ends[index]()
      return new Promise((resolve) => setImmediate(resolve))
    },
    task: (index: number) => () => {
      began.push(index)
      return new Promise<number>((resolve) => {
        ends[index] = () => {
          resolve(index)
        }
      })
    },
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('createModelQueue', () => {
  it('never starts more than the cores, and in order', async () => {
    const { began, end, task } = tasks()
    const queue = createModelQueue(2)
    const runs = [0, 1, 2, 3].map((index) => queue.run(task(index)))
    await settled()
    expect(began).toEqual([0, 1])
    expect(queue.busy()).toBe(2)
    await end(1)
    expect(began).toEqual([0, 1, 2])
    await end(0)
    await end(2)
    await end(3)
    expect(await Promise.all(runs)).toEqual([0, 1, 2, 3])
    expect(queue.busy()).toBe(0)
  })

  it('counts a model of two threads twice and lets nobody overtake it', async () => {
    const { began, end, task } = tasks()
    const queue = createModelQueue(2)
    const runs = [queue.run(task(0)), queue.run(task(1), { cores: 8 }), queue.run(task(2))]
    await settled()
    expect(began).toEqual([0])
    await end(0)
    expect(began).toEqual([0, 1])
    await end(1)
    await end(2)
    await Promise.all(runs)
  })

  it('goes on after a failure', async () => {
    const queue = createModelQueue(1)
    const failed = queue.run(() => Promise.reject(new Error('no')))
    const done = queue.run(() => Promise.resolve(5))
    await expect(failed).rejects.toThrow('no')
    expect(await done).toBe(5)
  })

  it('drops what is cancelled while it waits', async () => {
    const { began, end, task } = tasks()
    const queue = createModelQueue(1)
    const stop = new AbortController()
    const first = queue.run(task(0))
    const dropped = queue.run(task(1), { signal: stop.signal })
    const last = queue.run(task(2))
    stop.abort()
    await expect(dropped).rejects.toMatchObject({ code: 'cancelled' })
    await expect(queue.run(task(3), { signal: stop.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
    await end(0)
    await end(2)
    expect(await Promise.all([first, last])).toEqual([0, 2])
    expect(began).toEqual([0, 2])
  })
})
