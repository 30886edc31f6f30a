import { computed, onUnmounted, watch, type ComputedRef } from 'vue'
import type { CostEstimate } from '../../../../engine/forecast/estimate-cost'
import { isGpuExecutor, processorExecutor } from '../../../../engine/network/network'
import { useBacktests } from '../../stores/backtests'
import { useCost, type CostOrder } from '../../stores/cost'
import { useDataset } from '../../stores/dataset'
import { useJobs } from '../../stores/jobs'
import { useModel } from '../../stores/model'

/** Rest after the last edit before a measurement begins, in milliseconds. */
const settleMs = 700

/**
 * Measures the model as it stands while the page shows it and nothing else is at work; an edit ends the
 * measurement and begins another. Null until it is known.
 */
export function useCostEstimate(): ComputedRef<CostEstimate | null> {
  const dataset = useDataset()
  const model = useModel()
  const jobs = useJobs()
  const backtests = useBacktests()
  const cost = useCost()
  let timer: ReturnType<typeof setTimeout> | undefined

  const key = computed(() => {
    const { profile } = dataset
    if (!profile || !model.data || !model.spec || jobs.busy || backtests.busy) return null
    // Classes are other targets than the values that are measured on.
    if (isGpuExecutor(model.executor) || model.goal !== null) return null
    return JSON.stringify([profile.id, model.data.windows, model.spec, model.executor])
  })

  function order(wanted: string): CostOrder | null {
    const { profile } = dataset
    const { spec, executor } = model
    return profile && spec && !isGpuExecutor(executor)
      ? { key: wanted, datasetId: profile.id, spec, executor: processorExecutor(executor) }
      : null
  }

  watch(
    key,
    (wanted) => {
      clearTimeout(timer)
      cost.stop()
      if (wanted === null || cost.measured?.key === wanted) return
      timer = setTimeout(() => {
        const next = order(wanted)
        if (next) void cost.measure(next)
      }, settleMs)
    },
    { immediate: true },
  )
  onUnmounted(() => {
    clearTimeout(timer)
    cost.stop()
  })
  return computed(() =>
    cost.measured?.key === key.value ? (cost.measured?.estimate ?? null) : null,
  )
}
