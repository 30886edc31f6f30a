import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { EngineError, toPlainError, type PlainError } from '../../../engine/errors'
import { stepsShown } from '../../../engine/forecast/shown-to'
import type { ExecutorChoice } from '../../../engine/network/network'
import { checkBounds } from '../../../engine/prepare/bounds'
import { describeSpec, shortName } from '../../../engine/spec/describe-spec'
import type { RecurrentLayer } from '../../../engine/spec/model-spec'
import { validateSpec } from '../../../engine/spec/validate-spec'
import { createAnalyst, type Analysis, type AnalysisOrder } from './analysis'
import { goalChoices, specForGoal, type ClassGoal } from './class-goal'
import { useDataset } from './dataset'
import { splitOf } from './model-data'
import {
  addLayer,
  fieldPaths,
  moveLayer,
  removeLayer,
  withoutEdit,
  type EditedField,
  type SpecEdits,
} from './model-state'

/** The model of the open series: derived from the data, changed by the user, checked at every change. */
export const useModel = defineStore('model', () => {
  const dataset = useDataset()
  const edits = shallowRef<SpecEdits>({})
  /** What computes the network; the same numbers to 1e-4, so a choice is not part of the spec. */
  const executor = ref<ExecutorChoice>('auto')
  /** Classes that are forecast in place of values. */
  const goal = shallowRef<ClassGoal | null>(null)
  /** Index of the layer that the inspector shows. */
  const selected = ref(0)

  const spec = computed(() =>
    dataset.series ? specForGoal(dataset.series, edits.value, goal.value) : null,
  )
  const layers = computed(() => spec.value?.layers ?? [])
  const name = computed(() => (spec.value ? shortName(spec.value) : null))

  const specFault = computed(() => faultOf(() => spec.value && validateSpec(spec.value)))
  /** What a window needs: a new object only when a size or the series changes. */
  const sizes = computed(() => {
    if (!spec.value) return null
    const { history, ahead } = stepsShown(spec.value)
    return `${history} ${ahead} ${spec.value.horizon}`
  })
  const order = computed<AnalysisOrder | null>(() => {
    const { series } = dataset
    if (!series || sizes.value === null) return null
    const [history, ahead, horizon] = sizes.value.split(' ').map(Number)
    const fits = !specFault.value && faultOf(() => splitOf(series, horizon, history)) === null
    return { series, window: fits ? { history, ahead, horizon } : null }
  })
  /** What the series refuses of a spec that is well in itself. */
  const fitFault = computed(() => {
    const { series } = dataset
    const { value } = spec
    if (!series || !value || specFault.value) return null
    return faultOf(() => {
      splitOf(series, value.horizon, value.input.history)
      checkBounds(series, value.bounds ?? {})
    })
  })

  const analysis = shallowRef<Analysis | null>(null)
  const analysisFault = shallowRef<PlainError | null>(null)
  const analyse = createAnalyst(
    () => new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' }),
    (reply) => {
      analysisFault.value = reply.ok ? null : reply.error
      if (reply.ok) analysis.value = reply.analysis
    },
  )
  watch(
    order,
    (next, before) => {
      if (next?.series !== before?.series) {
        analysis.value = null
        analysisFault.value = null
      }
      if (next) analyse(next)
    },
    { immediate: true },
  )

  /** How the model meets the data; follows an edit as soon as it is computed. */
  const data = computed(() => (fault.value ? null : (analysis.value?.model ?? null)))
  const findings = computed(() => analysis.value?.findings ?? [])
  const correlogram = computed(() => analysis.value?.correlogram ?? null)
  const seasonal = computed(() => analysis.value?.seasonal ?? null)
  /** Why no network can be trained with this spec on this series; names its field where it has one. */
  const fault = computed(() => specFault.value ?? fitFault.value ?? analysisFault.value)
  const description = computed(() =>
    spec.value && data.value ? describeSpec(spec.value, data.value.features) : null,
  )

  function edit<F extends EditedField>(field: F, value: Exclude<SpecEdits[F], undefined>): void {
    edits.value = { ...edits.value, [field]: value }
  }

  /** Derives a field from the data again. */
  function restore(field: EditedField): void {
    edits.value = withoutEdit(edits.value, field)
    if (field === 'layers') selected.value = 0
  }

  /** Derives everything from the data again. */
  function restoreAll(): void {
    edits.value = {}
    goal.value = null
    selected.value = 0
  }

  const isAuto = (field: EditedField): boolean => edits.value[field] === undefined

  /** What is wrong with a field, or null. Too short a series is a fault of history and horizon both. */
  function faultIn(field: EditedField, layer?: { at: number; part: string }): string | null {
    const found = fault.value
    if (!found) return null
    const path = layer ? `layers[${layer.at}].${layer.part}` : fieldPaths[field]
    if (found.details.field === path) return found.details.remedy ?? found.message
    return null
  }

  function setLayer(at: number, layer: RecurrentLayer): void {
    edit('layers', layers.value.with(at, layer))
  }

  function add(): void {
    const grown = addLayer(layers.value, selected.value)
    if (grown === layers.value) return
    edit('layers', grown)
    selected.value += 1
  }

  function remove(at: number): void {
    edit('layers', removeLayer(layers.value, at))
    selected.value = Math.min(selected.value, layers.value.length - 1)
  }

  function move(at: number, by: -1 | 1): void {
    const moved = moveLayer(layers.value, at, by)
    if (moved === layers.value) return
    edit('layers', moved)
    selected.value = at + by
  }

  watch(
    () => [dataset.profile, dataset.series] as const,
    ([profile, series]) => {
      const wanted = goal.value
      if (!wanted || !profile || !series) return
      const choices = goalChoices(profile, series)
      if (!choices.some((each) => each.goal?.column === wanted.column)) goal.value = null
    },
  )

  // Another file is another model; the same file read again, or with other roles, keeps what was set.
  watch(() => JSON.stringify(dataset.source), restoreAll)

  return {
    spec,
    executor,
    goal,
    layers,
    name,
    edits,
    selected,
    data,
    findings,
    correlogram,
    seasonal,
    fault,
    description,
    edit,
    restore,
    restoreAll,
    isAuto,
    faultIn,
    setLayer,
    add,
    remove,
    move,
  }
})

function faultOf(check: () => unknown): PlainError | null {
  try {
    check()
    return null
  } catch (thrown) {
    if (thrown instanceof EngineError) return toPlainError(thrown)
    throw thrown
  }
}
