import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppCalls, AppEvents, CallName, OpenedDataset } from '../../../electron/contract'
import type { ReadChoices } from '../../../engine/import/reader'
import { EngineError, toPlainError } from '../../../engine/errors'
import type { DatasetProfile } from '../../../engine/jobs/protocol'
import { useDataset } from '../../../renderer/src/stores/dataset'
import { useNavigation } from '../../../renderer/src/stores/navigation'
import { column, profile } from '../profile'

type Handlers = { [N in CallName]?: (request: never) => unknown }
type Listener = (event: AppEvents['file.changed']) => void

const series: ReturnType<AppCalls['dataset.series']> = {
  name: 'sales',
  calendar: { frequency: { kind: 'daily', multiple: 1 }, start: 0 },
  values: new Float64Array([1, 2, 3]),
  covariates: [],
}

/** A main process that answers with these handlers, and the calls that it got. */
function mainThat(handlers: Handlers) {
  const calls: { name: CallName; request: unknown }[] = []
  let listener: Listener | null = null
  const answers: Handlers = {
    'dataset.close': () => null,
    'dataset.series': () => series,
    ...handlers,
  }
  vi.stubGlobal('window', {
    hindcast: {
      async call(name: CallName, request: never) {
        calls.push({ name, request })
        try {
          return { ok: true, value: await answers[name]?.(request) }
        } catch (thrown) {
          return { ok: false, error: toPlainError(thrown) }
        }
      },
      on(name: string, added: Listener) {
        if (name === 'file.changed') listener = added
        return () => (listener = null)
      },
    },
  })
  const requestsOf = (name: CallName): unknown[] =>
    calls.filter((made) => made.name === name).map((made) => made.request)
  return { requestsOf, tell: (event: AppEvents['file.changed']) => listener?.(event) }
}

const opened = (changes: Partial<DatasetProfile>, path = '/data/sales.csv'): OpenedDataset => ({
  profile: profile(changes),
  source: { kind: 'file', path },
  choices: {},
})

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => vi.unstubAllGlobals())

describe('useDataset', () => {
  it('opens a file, shows Data and makes the series', async () => {
    mainThat({ 'file.open': () => opened({ id: 'a' }) })
    const dataset = useDataset()
    const reading = dataset.openPath('C:\\data\\sales.csv')
    expect(dataset.state.reading).toBe('sales.csv')
    await reading
    expect(dataset.profile?.id).toBe('a')
    expect(dataset.series).toEqual(series)
    expect(useNavigation().place).toBe('data')
  })

  it('keeps what is open when another file cannot be read', async () => {
    const main = mainThat({
      'file.open': ({ path }: { path: string }) => {
        if (path === '/data/sales.csv') return opened({ id: 'a' })
        throw new EngineError('file-empty', 'empty.csv is empty.')
      },
    })
    const dataset = useDataset()
    await dataset.openPath('/data/sales.csv')
    await dataset.openPath('/data/empty.csv')
    expect(dataset.profile?.id).toBe('a')
    expect(dataset.series).toEqual(series)
    expect(dataset.state.readError?.code).toBe('file-empty')
    expect(main.requestsOf('dataset.close')).toEqual([])
  })

  it('closes the former file once the next is read', async () => {
    const ids = ['a', 'b']
    const main = mainThat({ 'file.open': () => opened({ id: ids.shift() }) })
    const dataset = useDataset()
    await dataset.openPath('/data/a.csv')
    await dataset.openPath('/data/b.csv')
    expect(dataset.profile?.id).toBe('b')
    expect(main.requestsOf('dataset.close')).toEqual([{ id: 'a' }])
  })

  it('lets only the newest of two readings count', async () => {
    let finishSlow: (opened: OpenedDataset) => void = () => {}
    const slow = new Promise<OpenedDataset>((resolve) => (finishSlow = resolve))
    const main = mainThat({
      'file.open': ({ path }: { path: string }) =>
        path === '/slow.csv' ? slow : opened({ id: 'fast' }),
    })
    const dataset = useDataset()
    const first = dataset.openPath('/slow.csv')
    await dataset.openPath('/fast.csv')
    finishSlow(opened({ id: 'slow' }))
    await first
    expect(dataset.profile?.id).toBe('fast')
    expect(main.requestsOf('dataset.close')).toEqual([{ id: 'slow' }])
  })

  it('changes nothing when the dialog is closed', async () => {
    mainThat({ 'file.choose': () => null })
    const dataset = useDataset()
    await dataset.choose()
    expect(dataset.state).toMatchObject({ opened: null, reading: null, readError: null })
    expect(useNavigation().place).toBe('welcome')
  })

  it('reloads a changed file with the roles that the user had', async () => {
    const chosen = [column('day', 'date', 'date'), column('sales', 'number', 'covariate')]
    const main = mainThat({
      'dataset.reread': () => opened({ id: 'b' }),
      'dataset.assign': () => profile({ id: 'b', columns: chosen }),
    })
    const dataset = useDataset()
    dataset.state = { ...dataset.state, opened: opened({ id: 'a', columns: chosen }) }
    const stop = dataset.followFile()
    main.tell({ id: 'a', change: 'modified' })
    expect(dataset.state.fileChange).toBe('modified')
    await dataset.reload()
    expect(main.requestsOf('dataset.assign')).toEqual([
      { id: 'b', roles: { day: 'date', sales: 'covariate' }, selectedId: null },
    ])
    expect(dataset.profile?.columns).toEqual(chosen)
    expect(dataset.state.fileChange).toBeNull()
    stop()
  })

  it('repairs, makes the series anew, and repeats the repairs after a reload', async () => {
    const steps: DatasetProfile['repairs'] = [
      {
        id: 'repair-1',
        column: 'sales',
        series: null,
        at: 'all',
        enabled: true,
        action: { kind: 'mask' },
      },
    ]
    const main = mainThat({
      'file.open': () => opened({ id: 'a' }),
      'dataset.reread': () => opened({ id: 'b' }),
      'dataset.repair': ({ id }: { id: string }) => profile({ id, repairs: steps }),
    })
    const dataset = useDataset()
    await dataset.openPath('/data/sales.csv')
    const { revision } = dataset.state
    await dataset.repair(steps)
    expect(dataset.profile?.repairs).toEqual(steps)
    expect(dataset.state.revision).toBe(revision + 1)
    expect(main.requestsOf('dataset.series')).toHaveLength(2)
    await dataset.reload()
    expect(main.requestsOf('dataset.repair')).toEqual([
      { id: 'a', steps },
      { id: 'b', steps },
    ])
    expect(dataset.profile).toMatchObject({ id: 'b', repairs: steps })
  })

  it('opens another sheet of the workbook, and reloads the one that is open', async () => {
    const main = mainThat({
      'file.open': () => opened({ id: 'a', sheet: 'Data' }),
      'dataset.reread': ({ choices }: { choices: ReadChoices }) => ({
        ...opened({ id: 'b', sheet: choices.sheet }),
        choices,
      }),
    })
    const dataset = useDataset()
    await dataset.openPath('/data/sales.csv')
    await dataset.openSheet('Data')
    await dataset.openSheet('Old')
    await dataset.reload()
    expect(main.requestsOf('dataset.reread')).toEqual([
      { id: 'a', choices: { sheet: 'Old' } },
      { id: 'b', choices: { sheet: 'Old', formats: {} } },
    ])
  })

  it('says why roles were refused and keeps the former ones', async () => {
    mainThat({
      'file.open': () => opened({ id: 'a' }),
      'dataset.assign': () => {
        throw new EngineError('no-number-column', 'day holds no numbers.')
      },
    })
    const dataset = useDataset()
    await dataset.openPath('/data/sales.csv')
    await dataset.setRole('day', 'target')
    expect(dataset.state.assignError?.message).toBe('day holds no numbers.')
    expect(dataset.profile?.columns[0]?.role).toBe('date')
  })

  it('makes no series of a blocked file', async () => {
    const blocked = { code: 'no-target', message: 'No target.', details: {} } as const
    const main = mainThat({ 'file.open': () => opened({ id: 'a', blocked }) })
    const dataset = useDataset()
    await dataset.openPath('/data/sales.csv')
    expect(dataset.usable).toBe(false)
    expect(dataset.series).toBeNull()
    expect(main.requestsOf('dataset.series')).toEqual([])
  })

  it('opens none of several dropped files and says so', () => {
    mainThat({})
    const dataset = useDataset()
    dataset.refuseDrop(3)
    expect(dataset.state.readError).toMatchObject({
      message: '3 files were dropped at once, so none was opened.',
      details: { remedy: 'Drop one file.' },
    })
  })
})
