import { computed, type ComputedRef } from 'vue'
import { useDataset } from './dataset'
import { useJobs } from './jobs'
import { useModel } from './model'
import { useNavigation } from './navigation'

/** A forecast in one press: the model as it stands, which is automatic unless the user changed it. */
export function useQuickForecast(): {
  readonly ready: ComputedRef<boolean>
  /** Starts the training and shows it. */
  readonly run: () => void
} {
  const dataset = useDataset()
  const model = useModel()
  const jobs = useJobs()
  const navigation = useNavigation()

  const order = computed(() => {
    const { profile, series } = dataset
    if (!profile || !series || !model.spec || model.fault || jobs.busy) return null
    const { spec, executor, goal } = model
    return { datasetId: profile.id, datasetName: profile.name, series, spec, executor, goal }
  })

  function run(): void {
    if (!order.value) return
    void jobs.start(order.value)
    navigation.go('train')
  }

  return { ready: computed(() => order.value !== null), run }
}
