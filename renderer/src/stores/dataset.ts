import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { OpenedDataset } from '../../../electron/contract'
import type { Series } from '../../../engine/data/series'
import type { RepairList } from '../../../engine/data/repairs/step-list'
import type { ColumnRole } from '../../../engine/data/table'
import type { ClipboardContent } from '../../../engine/import/clipboard'
import type { ReadChoices } from '../../../engine/import/reader'
import { EngineError, toPlainError, type PlainError } from '../../../engine/errors'
import type { DatasetProfile, RoleAssignment } from '../../../engine/jobs/protocol'
import { call, on } from '../api'
import {
  carriedRoles,
  noDataset,
  reduceDataset,
  withRole,
  type DatasetEvent,
} from './dataset-state'
import { useNavigation } from './navigation'

/** The open file: what was understood of it, its series, and what is being read. */
export const useDataset = defineStore('dataset', () => {
  const state = shallowRef(noDataset)
  /** The target on its grid; null until it is made, and where the profile is blocked. */
  const series = shallowRef<Series | null>(null)
  const seriesError = shallowRef<PlainError | null>(null)
  let readings = 0

  const profile = computed(() => state.value.opened?.profile ?? null)
  const source = computed(() => state.value.opened?.source ?? null)
  /** A forecast can be made of what is open. */
  const usable = computed(() => profile.value !== null && profile.value.blocked === null)

  function reduce(event: DatasetEvent): void {
    state.value = reduceDataset(state.value, event)
  }

  /** Reads one source; only the newest reading counts, and a failure keeps what was open. */
  async function read(
    name: string,
    ask: () => Promise<OpenedDataset | null>,
    settle: (opened: OpenedDataset) => Promise<OpenedDataset> = async (opened) => opened,
  ): Promise<void> {
    if (state.value.reading !== null) await call('reading.cancel', undefined)
    const reading = ++readings
    const before = profile.value
    reduce({ kind: 'read-started', name })
    try {
      const answer = await ask()
      const opened = answer && (await settle(answer))
      if (reading !== readings) {
        if (opened) await call('dataset.close', { id: opened.profile.id })
        return
      }
      if (!opened) {
        reduce({ kind: 'read-dismissed' })
        return
      }
      series.value = null
      reduce({ kind: 'read-done', opened })
      useNavigation().go('data')
      await loadSeries()
      if (before) await call('dataset.close', { id: before.id })
    } catch (thrown) {
      if (reading !== readings) return
      reduce({ kind: 'read-failed', error: toPlainError(thrown) })
      if (before) useNavigation().go('data')
    }
  }

  /** Stops the reading; what was open before stays. */
  async function cancelReading(): Promise<void> {
    readings += 1
    reduce({ kind: 'read-dismissed' })
    await call('reading.cancel', undefined)
  }

  /** Lets the user choose a file in the system's dialog. */
  const choose = (): Promise<void> => read('', () => call('file.choose', undefined))

  const openPath = (path: string): Promise<void> =>
    read(path.replace(/^.*[\\/]/, ''), () => call('file.open', { path }))

  const openSample = (id: string, title: string): Promise<void> =>
    read(title, () => call('sample.open', { id }))

  /** Has the window paste; its `paste` event comes back as `openPasted`. */
  async function paste(): Promise<void> {
    try {
      await call('clipboard.paste', undefined)
    } catch (thrown) {
      reduce({ kind: 'read-failed', error: toPlainError(thrown) })
    }
  }

  const openPasted = (content: ClipboardContent): Promise<void> =>
    read('the clipboard', () => call('clipboard.open', content))

  /** Opens another sheet of the open workbook; roles and repairs belong to the sheet and start anew. */
  async function openSheet(sheet: string): Promise<void> {
    const old = state.value.opened
    if (!old || sheet === old.profile.sheet) return
    const { id, name } = old.profile
    await read(`${name}, ${sheet}`, () => call('dataset.reread', { id, choices: { sheet } }))
  }

  /** Reads the open file again, sets the roles that the user had chosen and repeats the repairs. */
  const reload = (): Promise<void> => reread({})

  /** The same with something about the reading decided: its encoding, its delimiter, the order of a date. */
  async function reread(decided: ReadChoices): Promise<void> {
    const old = state.value.opened
    if (!old) return
    const { name, columns: columnsBefore, repairs, selectedId } = old.profile
    const formats = { ...old.choices.formats, ...decided.formats }
    const choices = { ...old.choices, ...decided, formats }
    await read(
      name,
      () => call('dataset.reread', { id: old.profile.id, choices }),
      async (opened) => {
        const { id, columns } = opened.profile
        const roles = carriedRoles(columnsBefore, columns)
        let { profile } = opened
        if (roles) profile = await call('dataset.assign', { id, roles, selectedId })
        if (repairs.length > 0) profile = await call('dataset.repair', { id, steps: repairs })
        return { ...opened, profile }
      },
    )
  }

  async function assign(roles: RoleAssignment, selectedId: string | null): Promise<void> {
    if (!profile.value) return
    const { id } = profile.value
    await change(() => call('dataset.assign', { id, roles, selectedId }))
  }

  /** Replaces the list of repairs and makes the series anew. */
  async function repair(steps: RepairList): Promise<void> {
    if (!profile.value) return
    const { id } = profile.value
    await change(() => call('dataset.repair', { id, steps }))
  }

  async function change(ask: () => Promise<DatasetProfile>): Promise<void> {
    let assigned: DatasetProfile
    try {
      assigned = await ask()
    } catch (thrown) {
      reduce({ kind: 'assign-failed', error: toPlainError(thrown) })
      return
    }
    reduce({ kind: 'assigned', profile: assigned })
    await loadSeries()
  }

  /** Gives a column a role; the column that held a single role steps back. */
  async function setRole(column: string, role: ColumnRole): Promise<void> {
    if (!profile.value) return
    await assign(withRole(profile.value.columns, column, role), profile.value.selectedId)
  }

  /** Chooses which series of a long table is used. */
  async function selectId(selectedId: string): Promise<void> {
    if (!profile.value) return
    const roles = Object.fromEntries(profile.value.columns.map(({ name, role }) => [name, role]))
    await assign(roles, selectedId)
  }

  async function loadSeries(): Promise<void> {
    const { revision } = state.value
    seriesError.value = null
    if (!profile.value || !usable.value) {
      series.value = null
      return
    }
    try {
      const loaded = await call('dataset.series', { id: profile.value.id })
      if (revision === state.value.revision) series.value = loaded
    } catch (thrown) {
      if (revision !== state.value.revision) return
      series.value = null
      seriesError.value = toPlainError(thrown)
    }
  }

  /** Several files were dropped: none is opened, since none was chosen. */
  function refuseDrop(count: number): void {
    const message = `${count} files were dropped at once, so none was opened.`
    const error = toPlainError(
      new EngineError('request-invalid', message, { remedy: 'Drop one file.' }),
    )
    reduce({ kind: 'read-failed', error })
    useNavigation().go(profile.value ? 'data' : 'welcome')
  }

  const dismissError = (): void => reduce({ kind: 'read-dismissed' })

  /** Follows a reading and changes of the open file on disk; returns a function that stops. */
  const followFile = (): (() => void) => {
    const stops = [
      on('file.changed', ({ id, change }) => {
        if (id === profile.value?.id) reduce({ kind: 'file-changed', change })
      }),
      on('dataset.progress', (progress) => reduce({ kind: 'read-progress', ...progress })),
    ]
    return () => stops.forEach((stop) => stop())
  }

  return {
    state,
    profile,
    source,
    usable,
    series,
    seriesError,
    cancelReading,
    choose,
    openPath,
    openSample,
    paste,
    openPasted,
    openSheet,
    reload,
    reread,
    repair,
    refuseDrop,
    setRole,
    selectId,
    dismissError,
    followFile,
  }
})
