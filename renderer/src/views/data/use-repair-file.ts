import { shallowRef, type Ref } from 'vue'
import { addStep, type RepairList } from '../../../../engine/data/repairs/step-list'
import { toPlainError, type PlainError } from '../../../../engine/errors'
import type { DatasetProfile } from '../../../../engine/jobs/protocol'
import { call } from '../../api'
import { useDataset } from '../../stores/dataset'
import { useToast } from '../../stores/toast'
import { nextStepId } from './finding-repairs'
import { appliedText } from './repair-text'

/** Both lists as one, those of the file last and with ids of their own. */
export function joinedSteps(list: RepairList, added: RepairList): RepairList {
  return added.reduce((all, step) => addStep(all, { ...step, id: nextStepId(all) }), list)
}

/**
 * Saves the open file's repairs, and applies a list that was saved, say with last month's file: `note`
 * says how many of its steps this file could take.
 */
export function useRepairFile(profile: () => DatasetProfile): {
  readonly save: () => Promise<void>
  readonly open: () => Promise<void>
  readonly note: Readonly<Ref<string | null>>
  readonly error: Readonly<Ref<PlainError | null>>
} {
  const dataset = useDataset()
  const toast = useToast()
  const note = shallowRef<string | null>(null)
  const error = shallowRef<PlainError | null>(null)

  async function attempt(act: () => Promise<void>): Promise<void> {
    error.value = null
    note.value = null
    try {
      await act()
    } catch (thrown) {
      error.value = toPlainError(thrown)
    }
  }

  const save = (): Promise<void> =>
    attempt(async () => {
      const { id, repairs: steps } = profile()
      const saved = await call('repairs.save', { id, steps })
      if (!saved) return
      const { path } = saved
      toast.show({
        title: `Saved ${path.replace(/^.*[\\/]/, '')}`,
        text: `${steps.length} ${steps.length === 1 ? 'repair' : 'repairs'}`,
        action: { label: 'Show', run: () => void attempt(() => reveal(path)) },
      })
    })

  const open = (): Promise<void> =>
    attempt(async () => {
      const opened = await call('repairs.open', undefined)
      if (!opened) return
      const before = profile().repairs.length
      await dataset.repair(joinedSteps(profile().repairs, opened.steps))
      note.value = appliedText(opened.name, profile().repairs.slice(before), profile())
    })

  return { save, open, note, error }
}

async function reveal(path: string): Promise<void> {
  await call('file.reveal', { path })
}
