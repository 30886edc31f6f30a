import type { IpcMain } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { callNames } from '../../../electron/contract'
import { answer, isTrusted, serveCalls, type CallHandlers } from '../../../electron/main/ipc'
import { EngineError } from '../../../engine/errors'

function refuse(): never {
  throw new Error('not part of this test')
}

const silent: CallHandlers = {
  'app.info': refuse,
  'app.diagnostics': refuse,
  'clipboard.write': refuse,
  'trials.forget': refuse,
  'file.choose': refuse,
  'file.open': refuse,
  'clipboard.paste': refuse,
  'clipboard.open': refuse,
  'dataset.reread': refuse,
  'file.recent': refuse,
  'file.forget': refuse,
  'file.reveal': refuse,
  'reading.cancel': refuse,
  'sample.list': refuse,
  'sample.open': refuse,
  'dataset.rows': refuse,
  'dataset.assign': refuse,
  'dataset.series': refuse,
  'dataset.columns': refuse,
  'dataset.repair': refuse,
  'dataset.preview': refuse,
  'repairs.save': refuse,
  'repairs.open': refuse,
  'dataset.health': refuse,
  'dataset.close': refuse,
  'job.start': refuse,
  'job.cancel': refuse,
  'forecast.export': refuse,
}

describe('answer', () => {
  it('gives the handler the request and wraps its value', async () => {
    const handlers: CallHandlers = { ...silent, 'job.cancel': () => null }
    const reply = await answer('job.cancel', { jobId: 'job-1' }, handlers)
    expect(reply).toEqual({ ok: true, value: null })
  })

  it('refuses a request that breaks the schema, names the field and runs nothing', async () => {
    const cancel = vi.fn(() => null)
    const reply = await answer('job.cancel', { jobId: 7 }, { ...silent, 'job.cancel': cancel })
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'request-invalid', details: { field: 'jobId' } },
    })
    expect(cancel).not.toHaveBeenCalled()
  })

  it('passes an engine error on with its remedy', async () => {
    const handlers: CallHandlers = {
      ...silent,
      'job.cancel': () => {
        throw new EngineError('job-unknown', 'There is no run.', { remedy: 'Train again.' })
      },
    }
    expect(await answer('job.cancel', { jobId: 'job-1' }, handlers)).toEqual({
      ok: false,
      error: {
        code: 'job-unknown',
        message: 'There is no run.',
        details: { remedy: 'Train again.' },
      },
    })
  })

  it('turns anything else that is thrown into an internal error', async () => {
    const reply = await answer('sample.list', undefined, silent)
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } })
  })
})

describe('isTrusted', () => {
  const trusted = { origin: 'app://hindcast', knows: (id: number) => id === 1 }
  const window = { contentsId: 1, origin: 'app://hindcast', isMainFrame: true }

  it.each([
    ['the app window', window, true],
    ['another window', { ...window, contentsId: 2 }, false],
    ['a frame inside the window', { ...window, isMainFrame: false }, false],
    ['another origin', { ...window, origin: 'app://elsewhere' }, false],
    ['a web page', { ...window, origin: 'https://example.org' }, false],
    ['a frame that is gone', { ...window, origin: null }, false],
  ])('%s: %j → %s', (_who, caller, expected) => {
    expect(isTrusted(caller, trusted)).toBe(expected)
  })
})

describe('serveCalls', () => {
  type Listener = Parameters<IpcMain['handle']>[1]

  function serve(): Map<string, Listener> {
    const listeners = new Map<string, Listener>()
    const handle = (name: string, listener: Listener): void => void listeners.set(name, listener)
    serveCalls({ handle }, silent, { origin: 'app://hindcast', knows: () => true })
    return listeners
  }

  it('handles every call of the contract and no other', () => {
    expect([...serve().keys()].sort()).toEqual([...callNames].sort())
  })
})
